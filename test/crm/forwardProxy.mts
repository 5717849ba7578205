import { createServer, request as requestTo, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';

import { Authority } from './authority.mts';

/** What becomes of hosts that the proxy doesn't know. */
type Others = 'refuse' | 'connect';

/**
 * A forward proxy that ends TLS for known hosts, with certificates of its own authority, and passes their requests to
 * a local port. By default, it refuses all other hosts, so that nothing leaves the machine.
 */
export class ForwardProxy {
	/** The hosts that a client has asked for in vain, in order of arrival. */
	readonly refused: string[] = [];

	private readonly sockets = new Set<Socket>();

	private constructor(
		readonly authority: Authority,
		private readonly ports: Map<string, number>,
		private readonly outer: Server,
		private readonly inner: TlsServer,
		private readonly others: Others,
	) {}

	/** @param ports where the hosts are, on this machine */
	static async start(ports: Map<string, number>, others: Others = 'refuse'): Promise<ForwardProxy> {
		const authority = await Authority.create();
		const inner = createTlsServer({
			SNICallback: (host, done) => {
				authority.certificateFor(host).then(
					(certificate) => {
						done(null, createSecureContext(certificate));
					},
					(error: unknown) => {
						done(error as Error);
					},
				);
			},
		});
		const outer = createServer();
		const proxy = new ForwardProxy(authority, ports, outer, inner, others);
		proxy.serve();
		await Promise.all([listening(outer), listening(inner)]);
		return proxy;
	}

	/** For `HTTPS_PROXY`. */
	get url(): string {
		return `http://127.0.0.1:${portOf(this.outer)}`;
	}

	/** The settings with which n8n uses it for everything but this machine. */
	get environment(): Record<string, string> {
		const encrypted = { HTTPS_PROXY: this.url, NO_PROXY: 'localhost,127.0.0.1' };
		return this.others === 'refuse' ? { ...encrypted, HTTP_PROXY: this.url } : encrypted;
	}

	async stop(): Promise<void> {
		const closed = [this.outer, this.inner].map(
			(server) => new Promise((resolve) => server.close(resolve)),
		);
		for (const socket of this.sockets) socket.destroy();
		await Promise.all(closed);
	}

	private serve(): void {
		// Requests that a client doesn't encrypt, to whatever host.
		this.outer.on('request', (message, response) => {
			this.refused.push(message.headers.host ?? '');
			response.writeHead(403).end();
		});
		this.outer.on('connect', (message, socket: Socket) => {
			this.tunnel(message.url ?? '', socket);
		});
		this.inner.on('request', (message, response) => {
			const { method, url, headers } = message;
			const port = this.ports.get((headers.host ?? '').replace(/:443$/, ''));
			const forwarded = requestTo({ host: '127.0.0.1', port, method, path: url, headers });
			forwarded.on('response', (answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			});
			forwarded.on('error', () => response.destroy());
			message.pipe(forwarded);
		});
	}

	private tunnel(target: string, socket: Socket): void {
		const [host, port] = target.split(':');
		const isKnown = this.ports.has(host);
		this.keep(socket);
		if (!isKnown && this.others === 'refuse') {
			this.refused.push(host);
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const onward = isKnown
			? { host: '127.0.0.1', port: portOf(this.inner) }
			: { host, port: Number(port) };
		const further = connect(onward, () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			socket.pipe(further).pipe(socket);
		});
		further.on('close', () => socket.destroy());
		this.keep(further);
	}

	private keep(socket: Socket): void {
		this.sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => this.sockets.delete(socket));
	}
}

async function listening(server: Server): Promise<void> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}
