import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { failureAnswer } from './failureBodies.mts';
import type { Fault, FaultScript } from './faults/faults.mts';
import { type Answer, jsonAnswer, sendAnswer } from './http/answer.mts';
import { readIncoming } from './http/incoming.mts';
import type { Audience } from './oauth2/audiences.mts';
import type { Consent, Grants } from './oauth2/grants.mts';
import type { TokenBucket } from './rateLimit.mts';
import type { RecordedRequest, Recorder } from './recorder.mts';

/** Answers a request of a user who has signed in. */
export type Respond = (request: RecordedRequest, consent: Consent) => Answer;

/** What is between the wire and the answers. */
export interface Surroundings {
	/** Which tokens are accepted. */
	audience: Audience;
	now: () => Date;
	recorder: Recorder;
	faults: FaultScript;
	grants: Grants;
	bucket?: TokenBucket;
	/** Ends every wait. */
	stopped: AbortSignal;
	/** Whether answers carry the header Request-ID. */
	withRequestId: boolean;
	onAnswer?: (request: RecordedRequest) => void;
}

/** An API as clients see it over the wire: throttled, faulty, and only for signed-in users. */
export class ServedApi {
	constructor(
		private readonly respond: Respond,
		private readonly around: Surroundings,
	) {}

	/** Serves one request to its end; a change that lands late included. */
	async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
		const incoming = await readIncoming(message);
		const request = this.around.recorder.arrived(incoming, this.around.now().getTime());
		const exchange = new Exchange(request, message, response, this.around);
		const seconds = this.around.bucket?.take(request.at) ?? 0;
		if (seconds > 0) {
			exchange.answer(throttled(seconds));
			return;
		}
		const fault = this.around.faults.meet(request);
		if (fault === undefined) exchange.answer(this.handle(request));
		else await this.goWrong(fault, exchange);
	}

	private async goWrong(fault: Fault, exchange: Exchange): Promise<void> {
		const { request } = exchange;
		if (fault.landsLate !== undefined) {
			exchange.cut();
			await this.wait(fault.landsLate);
		}
		if (fault.delayMs !== undefined) await this.wait(fault.delayMs);
		if (fault.until !== undefined) await this.settled(fault.until);

		if (fault.landsLate !== undefined) {
			this.handle(request);
		} else if (fault.connection === 'reset') {
			exchange.cut();
		} else if (fault.connection === 'applied-then-reset') {
			this.handle(request);
			exchange.cut();
		} else if (fault.applied !== undefined) {
			this.handle(request);
			exchange.answer(faultAnswer(fault, fault.applied));
		} else if (fault.status !== undefined) {
			exchange.answer(faultAnswer(fault, fault.status));
		} else {
			exchange.answer(this.handle(request));
		}
	}

	private handle(request: RecordedRequest): Answer {
		const [scheme, token] = (request.headers.authorization ?? '').split(' ');
		const { grants, audience } = this.around;
		const consent =
			scheme.toLowerCase() === 'bearer' ? grants.consentOf(token, audience) : undefined;
		if (consent === undefined) {
			return failureAnswer({
				status: 401,
				target: 'Authorization',
				headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
			});
		}
		return this.respond(request, consent);
	}

	private async wait(milliseconds: number): Promise<void> {
		await delay(milliseconds, undefined, { signal: this.around.stopped });
	}

	private async settled(promise: Promise<unknown>): Promise<void> {
		const { stopped } = this.around;
		stopped.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const stop = () => {
				reject(stopped.reason as Error);
			};
			const settle = () => {
				stopped.removeEventListener('abort', stop);
				resolve();
			};
			stopped.addEventListener('abort', stop, { once: true });
			promise.then(settle, settle);
		});
	}
}

/** One request and the one thing that its client gets to see of it. */
class Exchange {
	constructor(
		readonly request: RecordedRequest,
		private readonly message: IncomingMessage,
		private readonly response: ServerResponse,
		private readonly around: Surroundings,
	) {}

	answer(answer: Answer): void {
		this.around.recorder.left(this.request, answer.status);
		const headers = {
			...(this.around.withRequestId ? { 'Request-ID': randomUUID() } : {}),
			...identification(this.request),
			...answer.headers,
		};
		sendAnswer(this.response, { ...answer, headers });
		this.around.onAnswer?.(this.request);
	}

	/** Resets the connection; the client learns nothing. */
	cut(): void {
		this.around.recorder.left(this.request);
		this.message.socket.resetAndDestroy();
		this.around.onAnswer?.(this.request);
	}
}

/** The headers by which a request is known on both sides ("Partner Center REST headers", "Partner REST headers"). */
function identification({ headers }: RecordedRequest): Record<string, string> {
	const client = headers['client-request-id'];
	return {
		'MS-RequestId': headers['ms-requestid'] ?? randomUUID(),
		'MS-CorrelationId': headers['ms-correlationid'] ?? randomUUID(),
		...(client === undefined ? {} : { 'client-request-id': client }),
	};
}

function throttled(seconds: number): Answer {
	return failureAnswer(
		{
			status: 429,
			message: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
			headers: { 'Retry-After': String(seconds) },
		},
		'gateway',
	);
}

function faultAnswer(fault: Fault, status: number): Answer {
	const { code, message, headers, body } = fault;
	if (body === undefined) return failureAnswer({ status, code, message, headers }, fault.shape);
	if (typeof body === 'string') return { status, headers: { ...headers }, body };
	return jsonAnswer(status, body, headers);
}
