import { need, setText } from '../common/dom.js';
import { incidentId } from './status.js';

/** The form for a new incident. It stays open, with the reason, until the broker has taken what it says. */
export function addForm(
  add: (id: string, state: Readonly<Record<string, unknown>>) => Promise<string | undefined>,
): void {
  const dialog = need('add', HTMLDialogElement);
  const form = need('add-form', HTMLFormElement);
  const ticket = need('add-ticket', HTMLInputElement);
  const status = need('add-status', HTMLSelectElement);
  const owner = need('add-owner', HTMLInputElement);
  const summary = need('add-summary', HTMLInputElement);
  const problem = need('add-problem', HTMLElement);
  const submit = need('add-submit', HTMLButtonElement);

  const fail = (why: string): void => {
    setText(problem, why);
    ticket.setAttribute('aria-invalid', 'true');
    ticket.focus();
  };

  const send = async (): Promise<void> => {
    const name = ticket.value.trim();
    const id = incidentId(name);
    if (id === undefined) {
      fail('A ticket is made of letters, digits and . _ : ~ -');
      return;
    }
    submit.disabled = true;
    const state = {
      ticket: name,
      status: status.value,
      owner: owner.value.trim() || null,
      summary: summary.value.trim() || `${name} ${status.value}`,
    };
    const why = await add(id, state);
    submit.disabled = false;
    if (why === undefined) dialog.close();
    else fail(why);
  };

  need('add-open', HTMLButtonElement).addEventListener('click', () => {
    form.reset();
    setText(problem, '');
    ticket.removeAttribute('aria-invalid');
    dialog.showModal();
    ticket.focus();
  });
  need('add-cancel', HTMLButtonElement).addEventListener('click', () => {
    dialog.close();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
}
