// @ts-check
// Before the first paint, so that a dark wall does not flash. Without a choice the system's wish counts.
(() => {
  const chosen = localStorage.getItem('hub-theme');
  if (chosen === 'dark' || chosen === 'light') {
    document.documentElement.dataset.theme = chosen;
  }
})();
