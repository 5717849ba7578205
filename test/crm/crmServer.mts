import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Answer, jsonAnswer, sendAnswer } from '../simulator/http/answer.mts';
import { type Incoming, readIncoming } from '../simulator/http/incoming.mts';
import type { Deals } from './deals.mts';

/** A request with the host that it was meant for, and the status that answered it. */
export interface CrmRequest extends Incoming {
	host: string;
	status: number;
}

/** Answers the requests of n8n's nodes for a CRM as the CRM's documentation says. */
export interface Crm {
	/** The host names that n8n's nodes and credentials use. */
	readonly hosts: readonly string[];
	readonly deals: Deals;
	/** What n8n's credential holds, by the name of its type; OAuth2 credentials are connected. */
	readonly credentials: Record<string, Record<string, unknown>>;
	/** What answers while the CRM is unavailable. */
	readonly unavailable: Answer;
	isSignIn(request: Incoming): boolean;
	answer(request: CrmRequest): Answer;
}

/** A CRM as a real HTTP server. It records all requests and can be down. */
export class CrmServer<T extends Crm = Crm> {
	/** Every request to the API, in order of arrival. */
	readonly requests: CrmRequest[] = [];

	/** Every request for a token, in order of arrival. */
	readonly signIns: CrmRequest[] = [];

	/** How many more requests to the API are answered with 503. */
	unavailableFor = 0;

	/** Told of each change that was made by a request. */
	onWrite: (request: CrmRequest) => void = () => undefined;

	private constructor(
		readonly crm: T,
		private readonly server: Server,
	) {}

	static async start<T extends Crm>(crm: T): Promise<CrmServer<T>> {
		const server = createServer((message, response) => {
			void readIncoming(message).then((incoming) => {
				sendAnswer(response, started.answer({ ...incoming, host: host(incoming), status: 0 }));
			});
		});
		const started = new CrmServer(crm, server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return started;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** Those that could change something. */
	get writes(): CrmRequest[] {
		return this.requests.filter(isWrite);
	}

	async stop(): Promise<void> {
		const closed = new Promise((resolve) => this.server.close(resolve));
		this.server.closeAllConnections();
		await closed;
	}

	private answer(request: CrmRequest): Answer {
		const isSignIn = this.crm.isSignIn(request);
		(isSignIn ? this.signIns : this.requests).push(request);
		const answer = this.isAvailable(isSignIn) ? this.crm.answer(request) : this.crm.unavailable;
		request.status = answer.status;
		if (!isSignIn && isWrite(request) && request.status < 300) this.onWrite(request);
		return answer;
	}

	private isAvailable(isSignIn: boolean): boolean {
		if (isSignIn || this.unavailableFor === 0) return true;
		this.unavailableFor -= 1;
		return false;
	}
}

/** Thrown by a CRM that rejects a request. */
export class Rejected extends Error {
	constructor(readonly answer: Answer) {
		super(`Rejected with ${answer.status}`);
	}
}

/** The answer, or that of what was thrown. */
export function answered(answer: () => Answer): Answer {
	try {
		return answer();
	} catch (error) {
		if (error instanceof Rejected) return error.answer;
		throw error;
	}
}

/** Tokens of an OAuth2 token endpoint; refreshing them gives the same ones. */
export function tokenAnswer(tokens: Record<string, unknown>): Answer {
	return jsonAnswer(200, { token_type: 'Bearer', expires_in: 3600, ...tokens });
}

function isWrite({ method, path }: CrmRequest): boolean {
	return method !== 'GET' && !path.endsWith('/search');
}

function host({ headers }: Incoming): string {
	return (headers.host ?? '').replace(/:\d+$/, '');
}
