// Comfort on top of a page that works without it. Nothing here decides anything; the server does.
const wide = window.matchMedia('(min-width: 58rem)');
const filters = document.querySelector('[data-open-when-wide]');

function openWhenWide() {
  if (filters !== null) filters.open = wide.matches;
}

// Empty fields would only make the address long.
function addressOf(form) {
  const said = [...new FormData(form)].filter(([name, value]) => value !== '' && !(name === 'km' && form.elements.near.value === ''));
  const query = new URLSearchParams(said).toString();
  return query === '' ? form.action : `${form.action}?${query}`;
}

openWhenWide();
wide.addEventListener('change', openWhenWide);
const form = document.querySelector('form[data-live]');
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  window.location.assign(addressOf(form));
});
