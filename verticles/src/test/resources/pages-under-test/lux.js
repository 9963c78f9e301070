export const lux = () => {};
