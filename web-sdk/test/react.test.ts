import { createElement, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LuxProvider, useLux, useLuxBoard, useLuxStatus, usePresence } from '../src/react.js';

function Page(): ReactElement {
  const run = useLux<{ step: string }>('run');
  const board = useLuxBoard('incident-*');
  const { present } = usePresence('board-main', { name: 'ann' });
  const status = useLuxStatus('run');
  const shown = [run.state?.step, run.status.kind, board.documents.size, board.complete, present.length, status.kind];
  return createElement('p', null, JSON.stringify(shown));
}

describe('the hooks on a server', () => {
  it('render what is known before the first effect, and open nothing', () => {
    // There is no WebSocket and no broker here: whatever tried to reach one would throw.
    const html = renderToString(
      createElement(LuxProvider, { apiKey: 'key', endpoint: 'http://none.invalid' }, createElement(Page)),
    );
    expect(html.replaceAll('&quot;', '"')).toBe('<p>[null,"idle",0,false,0,"idle"]</p>');
  });
});
