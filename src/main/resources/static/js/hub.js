// @ts-check
// What every page can do: theme, menu, keys, and forms that survive an expired login.

const root = document.documentElement;

/** Whether the page is dark now, by choice or by the system. */
function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

document.addEventListener('click', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest('[data-theme-switch]')) {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    localStorage.setItem('hub-theme', root.dataset.theme);
  }
  const menu = target.closest('[data-menu]');
  if (menu) {
    menu.setAttribute('aria-expanded', String(document.body.classList.toggle('with-nav')));
  }
  const copy = /** @type {HTMLElement | null} */ (target.closest('[data-copy]'));
  if (copy) {
    navigator.clipboard?.writeText(copy.dataset.copy ?? '').then(() => { copy.classList.add('copied'); });
  }
});

// "/" goes to the search box, j and k through the rows of a list, Enter opens.
document.addEventListener('keydown', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.altKey || event.metaKey || target.closest('input, textarea, select, dialog')) {
    return;
  }
  if (event.key === '/') {
    const box = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-search]'));
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  } else if (event.key === 'j' || event.key === 'k') {
    const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-rows] tbody tr a:first-of-type')]);
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    links[Math.min(Math.max(at + (event.key === 'j' ? 1 : -1), 0), links.length - 1)]?.focus();
  }
});

// A form is sent only while somebody is logged in; else the door opens in place and what was typed stays.
const again = /** @type {HTMLDialogElement | null} */ (document.getElementById('again'));
/** @type {(() => void) | null} */
let afterwards = null;
/** Forms of which it is known that somebody is logged in. @type {Set<HTMLFormElement>} */
const sure = new Set();

/** @param {() => void} then */
async function whileLoggedIn(then) {
  const answer = await fetch('/session', { headers: { 'X-Hub-Poll': '1' } }).catch(() => null);
  if (answer?.status === 401 && again) {
    afterwards = then;
    again.showModal();
  } else {
    // Without an answer the form is sent all the same; the browser says then what is wrong, and keeps the page.
    then();
  }
}

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.matches('[data-again]')) {
    event.preventDefault();
    comeBack(form);
  } else if (form.method === 'post' && !form.closest('.door, .tools') && !form.hasAttribute('hx-post') && !sure.delete(form)) {
    event.preventDefault();
    const submitter = /** @type {HTMLElement | null} */ (event.submitter);
    // Sent by its button, because that says where to and what for.
    whileLoggedIn(() => {
      sure.add(form);
      form.requestSubmit(submitter);
    });
  }
});

/** @param {HTMLFormElement} form */
async function comeBack(form) {
  const data = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const csrf = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name=_csrf]'));
  data.set('_csrf', csrf?.value ?? '');
  const answer = await fetch('/login/again', { method: 'POST', body: data }).catch(() => null);
  const said = answer ? await answer.json().catch(() => ({})) : {};
  const error = /** @type {HTMLElement} */ (form.querySelector('[data-again-error]'));
  if (answer?.ok) {
    for (const field of document.querySelectorAll('input[name=_csrf]')) {
      /** @type {HTMLInputElement} */ (field).value = said.token;
    }
    form.reset();
    error.hidden = true;
    again?.close();
    afterwards?.();
    afterwards = null;
  } else {
    error.textContent = form.querySelector(`[data-why="${said.why ?? 'wrong'}"]`)?.textContent ?? '';
    error.hidden = false;
  }
}

// What a page asks by itself and is refused leads to the door without losing the page.
document.body.addEventListener('htmx:responseError', (event) => {
  const detail = /** @type {CustomEvent} */ (event).detail;
  if (detail.xhr.status === 401 && again && !again.open) {
    afterwards = () => location.reload();
    again.showModal();
  }
});
document.body.addEventListener('htmx:configRequest', (event) => {
  const detail = /** @type {CustomEvent} */ (event).detail;
  const csrf = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name=_csrf]'));
  if (csrf && detail.verb !== 'get') {
    detail.parameters._csrf = csrf.value;
  }
});
