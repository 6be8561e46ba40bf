/** The tools for agents over MCP, and the server that has them. It knows neither HTTP nor Lambda. */
export { createStatlineMcp, type StatlineMcpOptions } from './server.ts';
