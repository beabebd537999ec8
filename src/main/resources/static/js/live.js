// @ts-check
// The overview as it changes. The server sends parts by name, with the words it would draw; here they are put where they
// belong, in place. Nothing is added or moved: where the list itself has changed, the page is asked for anew.

const RETRY = 15_000;
const SHAPES = ['light-good', 'light-waiting', 'light-care', 'light-bad'];
/** Parts that are lists: when one changes, the page is asked for again. */
const LISTS = ['causes', 'clocks'];

/** @typedef {Record<string, any>} Part */

/** @type {EventSource | null} */
let source = null;
let told = false;
/** @type {Record<string, Part>} what the page shows, or will when the mouse has left */
let known = {};
/** @type {Map<string, Element>} elements by the part that they show */
let places = new Map();
/** @type {Set<string>} parts whose words wait until the mouse has left the table */
const waiting = new Set();

const main = () => /** @type {HTMLElement | null} */ (document.querySelector('main[data-live]'));

/** Asks for the whole page anew, in place. */
function refresh() {
  if (!document.hidden) {
    main()?.dispatchEvent(new Event('stale'));
  }
}

/** @param {'' | 'lost' | 'away' | 'back'} word */
function say(word) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector('[data-live-word]'));
  if (place) {
    place.textContent = word ? place.dataset[word] ?? '' : '';
    place.classList.toggle('care', word === 'lost' || word === 'away');
  }
}

function find() {
  places = new Map([...document.querySelectorAll('[data-part]')].map((place) =>
    [/** @type {HTMLElement} */ (place).dataset.part ?? '', place]));
}

/** @param {Element} place @param {string} name @param {string} text */
function write(place, name, text) {
  const field = /** @type {HTMLElement | null} */ (place.querySelector(`[data-field="${name}"]`));
  if (field && field.textContent !== text) {
    field.textContent = text;
  }
  if (field?.dataset.warn) {
    field.parentElement?.classList.toggle(field.dataset.warn, text !== '0');
  }
}

/** @param {Element} place @param {string} light */
function shine(place, light) {
  if (!place.classList.contains(`light-${light}`)) {
    place.classList.remove(...SHAPES);
    place.classList.add(`light-${light}`);
  }
}

/** @param {Element} place @param {Part} part */
function edge(place, part) {
  shine(place, part.light);
  write(place, 'shape', part.shape);
  write(place, 'words', part.words);
  place.querySelector('a')?.setAttribute('aria-label', part.label);
  place.querySelector('path')?.setAttribute('stroke-width', part.stroke);
}

/** @param {Element} place @param {Part} part @param {string} name */
function row(place, part, name) {
  write(place, 'recorded', String(part.recorded));
  for (const [figure, value] of Object.entries(part.figures ?? {})) {
    write(place, figure, String(value));
  }
  const unbalanced = /** @type {HTMLElement | null} */ (place.querySelector('[data-unbalanced]'));
  if (unbalanced && part.figures) {
    unbalanced.hidden = part.figures.balanced;
  }
  // Words may take another line and push the rows below away from under the mouse.
  const table = place.closest('table');
  if (table?.matches(':hover')) {
    waiting.add(name);
    return;
  }
  waiting.delete(name);
  shine(place, part.light);
  write(place, 'state', part.state);
  const notes = place.querySelector('[data-field="notes"]');
  if (notes && notes.textContent !== part.notes.join('')) {
    notes.replaceChildren(...part.notes.map((/** @type {string} */ text) => {
      const note = document.createElement('span');
      note.className = 'note';
      note.textContent = text;
      return note;
    }));
  }
}

/** @param {Element} place @param {Part} part */
function answer(place, part) {
  shine(place, part.light);
  write(place, 'sentence', part.sentence);
  write(document.body, 'at', part.at);
}

/** @param {string} name @param {Part} part */
function show(name, part) {
  const place = places.get(name);
  if (LISTS.includes(name)) {
    return JSON.stringify(known[name] ?? part) === JSON.stringify(part);
  }
  if (!place) {
    return false;
  }
  if (name === 'answer') {
    answer(place, part);
  } else if (name.startsWith('row:')) {
    row(place, part, name);
  } else {
    edge(place, part);
  }
  return true;
}

/** @param {Record<string, Part>} parts @param {boolean} complete */
function take(parts, complete) {
  let fits = true;
  for (const [name, part] of Object.entries(parts)) {
    fits = show(name, part) && fits;
  }
  fits = fits && (!complete || [...places.keys()].every((name) => name in parts));
  known = complete ? parts : { ...known, ...parts };
  if (!fits) {
    refresh();
  }
}

function open() {
  const page = main();
  if (source || !page || document.hidden) {
    return;
  }
  find();
  const stream = new EventSource(page.dataset.live ?? '');
  source = stream;
  stream.addEventListener('snapshot', (event) => {
    say(told ? 'back' : '');
    told = false;
    take(JSON.parse(event.data).parts, true);
  });
  stream.addEventListener('change', (event) => {
    say('');
    const change = JSON.parse(event.data);
    take(change.parts, false);
    if (change.gone.length > 0) {
      refresh();
    }
  });
  stream.addEventListener('away', () => {
    told = true;
    say('away');
  });
  stream.addEventListener('error', () => {
    told = true;
    say('lost');
    if (stream.readyState === EventSource.CLOSED) {
      close();
      // Logged out, or too many listen: the page says which, and is asked for now and then meanwhile.
      refresh();
    }
  });
}

function close() {
  source?.close();
  source = null;
}

document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
addEventListener('pagehide', close);
addEventListener('pageshow', open);
document.addEventListener('htmx:afterSettle', find);
document.addEventListener('pointerout', (event) => {
  const left = /** @type {Element} */ (event.target).closest?.('table');
  if (waiting.size > 0 && left && !left.contains(/** @type {Node | null} */ (event.relatedTarget))) {
    requestAnimationFrame(() => [...waiting].forEach((name) => show(name, known[name])));
  }
});
setInterval(() => {
  if (source?.readyState !== EventSource.OPEN) {
    open();
    refresh();
  }
}, RETRY);
open();
