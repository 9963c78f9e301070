const run = lux('workflow-invoice-reconcile-abc123', {
endpoint: `${broker}/api/lux`,
websocketUrl: `${wsBroker}/api/lux/stream/workflow-invoice-reconcile-abc123`,
apiKey,
realtime: true
});
await run.load(renderAgentProgress);
