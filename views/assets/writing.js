// Comfort for forms that work without it: text kept while one types, letters left, Enter that does not send a form unasked.
const PAUSE_MS = 3000;

for (const form of document.querySelectorAll('form[data-keeps]')) keep(form);
for (const form of document.querySelectorAll('form[data-questions]')) walk(form);
for (const area of document.querySelectorAll('textarea')) grow(area);
for (const form of document.querySelectorAll('form[data-marks]')) marks(form);
for (const form of document.querySelectorAll('form[data-shows]')) showable(form);
// What is wrong is read out first, and from there its links lead on.
document.querySelector('#fehler, #konflikt')?.focus();

/** Sends what is typed some seconds after the last key, so that nothing is lost with a window or a session. */
function keep(form) {
  let timer = 0;
  let running = new AbortController();
  let hasLeft = false;
  const send = async () => {
    running.abort();
    running = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    body.set('path', form.dataset.keeps);
    try {
      await fetch('/autosave', { method: 'POST', body, signal: running.signal, headers: { Accept: 'text/html' } });
    } catch {
      // The next pause tries again; the text still stands in the form.
    }
  };
  form.addEventListener('input', () => {
    window.clearTimeout(timer);
    if (!hasLeft) timer = window.setTimeout(send, PAUSE_MS);
  });
  form.addEventListener('submit', () => {
    // What is being saved must not come back as unsaved.
    hasLeft = true;
    window.clearTimeout(timer);
    running.abort();
  });
  window.addEventListener('pageshow', () => {
    hasLeft = false;
  });
}

/** Enter in a line leads to the next question instead of sending the form; and where one goes on to a question to be written, one can write at once. */
function walk(form) {
  form.addEventListener('click', (event) => {
    const on = event.target.closest('.question__ways .kern-btn--primary');
    // The address changes first, and with it the place of the page.
    if (on === null) return;
    const fields = form.querySelectorAll(`${on.hash} :is(input:not([type=hidden]), textarea)`);
    if (fields.length === 1) window.setTimeout(() => fields[0].focus({ preventScroll: true }));
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input') || event.isComposing) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll('input:not([type=hidden]), select, textarea')];
    const own = event.target.closest('.question');
    const next = fields.slice(fields.indexOf(event.target) + 1).find((field) => field.type !== 'radio' || field.closest('.question') !== own);
    next?.focus();
  });
}

/** A text is as tall as what stands in it, where the browser does not see to that itself. */
function grow(area) {
  if (CSS.supports('field-sizing', 'content')) return;
  const adjust = () => {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 4}px`;
  };
  area.addEventListener('input', adjust);
  if (area.value !== '') adjust();
}

/** One box that marks all the others; by hand they can be marked without it. */
function marks(form) {
  const boxes = [...form.querySelectorAll('input[type=checkbox]')];
  const all = Object.assign(document.createElement('input'), { type: 'checkbox', id: 'alle', className: 'kern-form-check__checkbox' });
  const label = Object.assign(document.createElement('label'), { htmlFor: 'alle', className: 'kern-label', textContent: form.dataset.marks });
  const row = Object.assign(document.createElement('div'), { className: 'kern-form-check mine__all' });
  row.append(all, label);
  form.querySelector('.mine__bulk')?.prepend(row);
  const look = () => {
    const marked = boxes.filter((box) => box.checked).length;
    all.checked = marked === boxes.length;
    all.indeterminate = marked > 0 && marked < boxes.length;
  };
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) box.addEventListener('change', look);
  look();
}

/** A button beside every password that shows what was typed; sent, it is hidden again, so that no browser takes it for a word to suggest. */
function showable(form) {
  for (const field of form.querySelectorAll('input[type=password]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'kern-btn kern-btn--tertiary account__show';
    button.setAttribute('aria-controls', field.id);
    const label = document.createElement('span');
    label.className = 'kern-label';
    button.append(label);
    const set = (isShown) => {
      field.type = isShown ? 'text' : 'password';
      label.textContent = isShown ? form.dataset.hides : form.dataset.shows;
    };
    set(false);
    button.addEventListener('click', () => set(field.type === 'password'));
    form.addEventListener('submit', () => set(false));
    field.after(button);
  }
}
