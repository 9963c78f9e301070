curl -X PUT "$BROKER/api/lux/dashboard-main" \
-H "Authorization: Bearer $LUX_API_KEY" \
-H "Content-Type: application/json" \
-d '{"data":{"metric":"orders_per_second","value":42,"source":"metrics-agent"}}'
