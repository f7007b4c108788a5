// The package's public entry point: the client library.
export { type ConnectOptions, connect } from './app/connect.ts';
export { type WsmanConnectionOptions, wsmanConnection } from './app/wsman-connection.ts';
export * from './client/index.ts';
