import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  type TeamsConnectorDouble,
  type TeamsConnectorOptions,
  teamsConnectorDouble,
} from '#simulator/teams-connector/connector.ts';

export type ServedConnector = TeamsConnectorDouble & { serviceUrl: string; close(): Promise<void> };

/** The double of the Bot Connector service on a port of its own. */
export async function servedConnector(options: TeamsConnectorOptions = {}): Promise<ServedConnector> {
  const double = teamsConnectorDouble(options);
  const server = createServer(express().use('/amer', double.router)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...double,
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/amer/`,
    async close() {
      double.release();
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  };
}
