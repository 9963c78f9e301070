export function lux(): void;
