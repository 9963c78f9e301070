// An application that uses every hook, under StrictMode; the harness opens it with the broker's address and key as globals.
import { createElement as el, StrictMode, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { LuxProvider, useLux, useLuxBoard, useLuxStatus, usePresence } from 'lux-sdk/react';

declare const broker: string;
declare const apiKey: string;

interface Run {
  step: string;
  owner?: string | null;
}

function RunView({ id }: { readonly id: string }): ReactElement {
  const { state, status, patch, claim } = useLux<Run>(id);
  const [claimed, setClaimed] = useState('');
  const advance = (): void => void patch({ step: 'two' });
  const take = (): void =>
    void claim('/owner', 'ann').then(({ won, owner }) => {
      setClaimed(`${won} ${JSON.stringify(owner)}`);
    });
  return el(
    'section',
    null,
    el('p', { id: 'run' }, `${id} is at ${state?.step ?? 'nothing'}, ${status.kind}, claim ${claimed}`),
    el('button', { id: 'advance', onClick: advance }, 'advance'),
    el('button', { id: 'claim', onClick: take }, 'claim'),
  );
}

function Incidents(): ReactElement {
  const { documents, complete } = useLuxBoard<Run>('react-incident-*');
  const steps = [...documents.values()].map(({ state }) => state.step);
  return el('p', { id: 'incidents' }, `${complete ? 'all' : 'some'}: ${steps.join(' ')}.`);
}

function Here({ name }: { readonly name: string }): ReactElement {
  const { present } = usePresence('react-board', { name });
  return el(
    'p',
    { id: 'here' },
    `here: ${present.map(({ state, mine }) => state.name + (mine ? '!' : '')).join(' ')}.`,
  );
}

function Status(): ReactElement {
  return el('p', { id: 'status' }, `status ${useLuxStatus('react-run').kind}`);
}

function Application(): ReactElement {
  const [id, setId] = useState('react-run');
  const [shown, setShown] = useState(true);
  const [name, setName] = useState('ann');
  return el(
    'main',
    null,
    el(
      'button',
      {
        id: 'other',
        onClick: () => {
          setId('react-other');
        },
      },
      'other',
    ),
    el(
      'button',
      {
        id: 'rename',
        onClick: () => {
          setName('anna');
        },
      },
      'rename',
    ),
    el(
      'button',
      {
        id: 'hide',
        onClick: () => {
          setShown(false);
        },
      },
      'hide',
    ),
    shown && el('div', null, el(RunView, { id }), el(Incidents), el(Here, { name }), el(Status)),
  );
}

// What the page opens on the network is what its user pays for.
const sockets: WebSocket[] = [];
globalThis.WebSocket = class extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    sockets.push(this);
  }
};
Object.assign(globalThis, { sockets });

createRoot(document.body.appendChild(document.createElement('div'))).render(
  el(StrictMode, null, el(LuxProvider, { endpoint: `${broker}/api/lux`, apiKey }, el(Application))),
);
