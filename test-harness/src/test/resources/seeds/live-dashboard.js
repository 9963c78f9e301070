import { lux } from './lux.js';
const dashboard = lux('dashboard-main', {
endpoint: `${broker}/api/lux`,
websocketUrl: `${wsBroker}/api/lux/stream/dashboard-main`,
apiKey,
realtime: true
});
await dashboard.load((state) => renderDashboard(state));
