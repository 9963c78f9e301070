board.patch({
ticket: 'INC-1042',
status: 'mitigating',
owner: 'operator-a'
});
