export interface Example {
  readonly title: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One document for each page. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'An incident on the board',
    id: 'incident-INC-1042',
    data: { ticket: 'INC-1042', status: 'mitigating', owner: 'operator-a', summary: 'INC-1042 mitigating' },
  },
  {
    title: 'A value on the dashboard',
    id: 'dashboard-main',
    data: { metric: 'orders_per_second', value: 42, source: 'metrics-agent', summary: 'orders_per_second=42' },
  },
  {
    title: 'The progress of an agent',
    id: 'workflow-invoice-reconcile-abc123',
    data: {
      job: 'invoice-reconcile',
      step: 'validating',
      progress: 67,
      actor: 'agent-1',
      summary: 'invoice-reconcile validating 67%',
    },
  },
  {
    title: 'The status of a device',
    id: 'device-edge-17',
    data: {
      device: 'edge-17',
      status: 'online',
      temperatureC: 36,
      source: 'edge-agent',
      summary: 'edge-17 online 36C',
    },
  },
];

/** A command for a POSIX shell that writes the example. */
export function curl(origin: string, { id, data }: Example): string {
  const body = JSON.stringify({ data }).replaceAll("'", String.raw`'\''`);
  return [
    `curl -X PUT "${origin}/api/lux/${id}"`,
    '-H "Authorization: Bearer $LUX_API_KEY"',
    '-H "Content-Type: application/json"',
    `-d '${body}'`,
  ].join(' \\\n  ');
}
