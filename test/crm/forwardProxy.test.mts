import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

import { CrmServer } from './crmServer.mts';
import { ForwardProxy } from './forwardProxy.mts';
import { HubSpot } from './hubSpot.mts';

let server: CrmServer<HubSpot>;
let proxy: ForwardProxy;

beforeEach(async () => {
	server = await CrmServer.start(new HubSpot());
	proxy = await ForwardProxy.start(new Map([['api.hubapi.com', server.port]]));
});
afterEach(() => Promise.all([server.stop(), proxy.stop()]));

/** Asks the proxy for a tunnel. */
async function tunnel(target: string): Promise<{ status?: number; socket: Socket }> {
	const { hostname, port } = new URL(proxy.url);
	return await new Promise((resolve, reject) => {
		const asked = request({ host: hostname, port, method: 'CONNECT', path: target });
		asked.on('connect', ({ statusCode }, socket) => {
			resolve({ status: statusCode, socket });
		});
		asked.on('error', reject);
		asked.end();
	});
}

test('a request to a known host reaches its server, over TLS with a certificate for the host', async () => {
	const { status, socket } = await tunnel('api.hubapi.com:443');
	const secure = await new Promise<TLSSocket>((resolve, reject) => {
		const one = connect({ socket, servername: 'api.hubapi.com', ca: proxy.authority.pem }, () => {
			resolve(one);
		});
		one.on('error', reject);
	});
	const headers = 'Host: api.hubapi.com\r\nConnection: close';
	secure.write(`GET /account-info/v3/details HTTP/1.1\r\n${headers}\r\n\r\n`);
	let answer = '';
	for await (const chunk of secure) answer += String(chunk);

	expect(status).toBe(200);
	expect(answer).toMatch(/^HTTP\/1\.1 401 /);
	expect(server.requests).toMatchObject([
		{ host: 'api.hubapi.com', path: '/account-info/v3/details', status: 401 },
	]);
});

test('any other host is refused and recorded, encrypted or not', async () => {
	const { status, socket } = await tunnel('api.hubapi.com.contoso.com:443');
	socket.destroy();
	const { hostname, port } = new URL(proxy.url);
	const plain = await new Promise<number | undefined>((resolve, reject) => {
		const headers = { host: 'contoso.com' };
		request({ host: hostname, port, path: 'http://contoso.com/', headers }, (response) => {
			response.resume();
			resolve(response.statusCode);
		})
			.on('error', reject)
			.end();
	});

	expect([status, plain]).toEqual([403, 403]);
	expect(proxy.refused).toEqual(['api.hubapi.com.contoso.com', 'contoso.com']);
	expect(server.requests).toEqual([]);
});
