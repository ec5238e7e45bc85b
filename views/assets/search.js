// Comfort on top of pages that work without it. Nothing here decides anything; the server does.
const WIDE = '(min-width: 58rem)';

const form = document.querySelector('form[data-live]');
const panel = document.querySelector('[data-open-when-wide]');
if (panel !== null) openWhenWide(panel, window.matchMedia(WIDE));
if (form !== null) live(form);
window.addEventListener('beforeprint', () => {
  for (const card of document.querySelectorAll('details.card')) card.open = true;
});

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

function openWhenWide(details, wide) {
  const follow = () => {
    // What was not understood is mended in there.
    details.open = wide.matches || details.querySelector('[aria-invalid]') !== null;
  };
  follow();
  wide.addEventListener('change', follow);
}

/** A choice shows its results at once; the focus stays where it is. */
function live(search) {
  search.classList.add('is-live');
  let running = new AbortController();
  let shown = window.location.search;
  search.addEventListener('submit', (event) => {
    event.preventDefault();
    window.location.assign(addressOf(search));
  });
  search.addEventListener('change', async (event) => {
    // A box within the list may belong to another form.
    if (!event.target.matches('input[type=checkbox]') || event.target.form !== search) return;
    running.abort();
    running = new AbortController();
    const address = addressOf(search);
    search.classList.add('is-loading');
    try {
      const answer = await fetch(address, { signal: running.signal, headers: { Accept: 'text/html' } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      window.history.pushState(null, '', address);
      shown = window.location.search;
      search.classList.remove('is-loading');
    } catch (err) {
      if (err.name !== 'AbortError') window.location.assign(address);
    }
  });
  // A link within the page, such as the skip link, comes here too and changes nothing.
  window.addEventListener('popstate', () => {
    if (window.location.search !== shown) window.location.reload();
  });
}

// Empty fields would only make the address long.
function addressOf(search) {
  const said = [...new FormData(search)].filter(([name, value]) => value !== '' && !(name === 'km' && search.elements.near.value === ''));
  const query = new URLSearchParams(said).toString();
  return query === '' ? search.action : `${search.action}?${query}`;
}

function show(next) {
  const { name, value } = document.activeElement ?? {};
  const open = new Map([...document.querySelectorAll('#facetten details')].map((details) => [details.dataset.facet, details.open]));
  for (const id of ['hinweise', 'marken', 'facetten', 'ergebnisse']) document.getElementById(id).replaceChildren(...next.getElementById(id).childNodes);
  // Only the text changes, so that it is read out.
  for (const text of ['h1', '.filters__toggle', 'title']) document.querySelector(text).textContent = next.querySelector(text).textContent;
  document.querySelector('.masthead__language').href = next.querySelector('.masthead__language').getAttribute('href');
  for (const details of document.querySelectorAll('#facetten details')) details.open = open.get(details.dataset.facet) ?? details.open;
  const again = [...document.querySelectorAll('#facetten input')].find((input) => input.name === name && input.value === value);
  again?.focus({ preventScroll: true });
}
