curl -X PUT "$BROKER/api/lux/incident-INC-1042" \
-H "Authorization: Bearer $LUX_API_KEY" \
-H "Content-Type: application/json" \
-d '{"data":{"ticket":"INC-1042","status":"mitigating","owner":"operator-a"}}'
