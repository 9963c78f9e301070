curl -X PUT "$BROKER/api/lux/workflow-invoice-reconcile-abc123" \
-H "Authorization: Bearer $LUX_API_KEY" \
-H "Content-Type: application/json" \
-d '{"data":{"job":"invoice-reconcile","step":"validating","progress":67}}'
