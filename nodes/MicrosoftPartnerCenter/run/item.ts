import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { answerOf, referralIn, referralsIn, withoutToken } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { failureOf, unreadable } from '../../shared/api/failure';
import type { Failure } from '../../shared/api/failure';
import { tokenIn } from '../../shared/api/redact';
import { newRequestId } from '../../shared/api/requestIds';
import { planOf } from '../routing/requestPlan';
import type { Plan } from '../routing/requestPlan';
import type { Memory } from './history';

/** One input item on its way: its request, what the checks said of it, what is remembered of it. */
export class Item {
	readonly index: number;

	readonly request: IHttpRequestOptions;

	readonly plan: Plan;

	/** Whether its request, one that writes, has left in this run and may have been carried out. */
	sent = false;

	/** The MS-RequestId of all tries of its request. */
	private requestId: string;

	constructor(
		readonly context: IExecutePaginationFunctions,
		private readonly routed: DeclarativeRestApiSettings.ResultOptions,
		readonly memory: Memory,
		private readonly correlationId: string,
	) {
		this.index = context.getItemIndex();
		this.request = routed.options as IHttpRequestOptions;
		this.plan = planOf(this.request);
		this.requestId = memory.requestId;
	}

	/** What it takes its turns by: the referral, since the service does not tell ids by their case. */
	get turn(): string {
		return this.plan.referralId?.toLowerCase() ?? '';
	}

	/** The eTag that the user gave, to guard the change. */
	get givenTag(): string | undefined {
		return this.request.headers?.['If-Match'] as string | undefined;
	}

	/**
	 * Says where the request goes. Where the credential restricts its use to certain domains, n8n adds the
	 * host that the credential itself names to them; it knows the node's usual host only, so this does it.
	 */
	directTo(baseUrl: string): void {
		const { request } = this;
		request.baseURL = baseUrl;
		if (request.allowedDomains) {
			request.allowedDomains = `${new URL(baseUrl).hostname}, ${request.allowedDomains}`;
		}
	}

	/** Turns the request to another query: to another page, if it is one of the service's own. */
	turnTo(query: IDataObject | string): void {
		const { request } = this;
		const [path] = request.url.split('?');
		request.url = typeof query === 'string' ? path + query : path;
		request.qs = typeof query === 'string' ? {} : query;
		this.requestId = newRequestId();
	}

	/** Sends the request. @param ifMatch the eTag that guards it */
	async send(ifMatch?: string): Promise<Answer | Failure> {
		this.sent = this.request.method !== 'GET';
		const headers = { ...this.request.headers, ...(ifMatch && { 'If-Match': ifMatch }) };
		return await this.exchange({ ...this.request, headers }, this.requestId);
	}

	/** Reads the referral that the request is meant to change. */
	async read(): Promise<Answer | Failure> {
		const headers = { Accept: this.request.headers?.Accept };
		const read = { ...this.request, method: 'GET' as const, headers, body: undefined };
		return await this.exchange(read, newRequestId());
	}

	/** The engine signs what it is given: the token goes into a copy, and is gone with it. */
	private async exchange(
		request: IHttpRequestOptions,
		requestId: string,
	): Promise<Answer | Failure> {
		const headers: IDataObject = {
			...request.headers,
			'MS-RequestId': requestId,
			'MS-CorrelationId': this.correlationId,
		};
		const options = { ...request, headers };
		try {
			const given = await this.context.makeRoutingRequest({ ...this.routed, options });
			const found = answerOf(given);
			const answer = { ...found, headers: withoutToken(found.headers, tokenIn(headers)) };
			return this.isReadable(request, answer) ? answer : unreadable(answer);
		} catch (thrown) {
			return failureOf(thrown, tokenIn(headers));
		}
	}

	/** Only a write may be answered with nothing; what answers in the service's place may send anything. */
	private isReadable({ method }: IHttpRequestOptions, answer: Answer): boolean {
		if (this.plan.listing) return referralsIn(answer) !== undefined;
		if (answer.statusCode === 204) return method !== 'GET';
		if (answer.statusCode === 201 && !answer.body) return true;
		const id = referralIn(answer)?.id;
		return typeof id === 'string' && (method === 'POST' || id.toLowerCase() === this.turn);
	}
}
