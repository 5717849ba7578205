import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { answerIn, referralIn, referralsIn } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { exchange } from '../../shared/api/exchange';
import type { Failure } from '../../shared/api/failure';
import type { PageQuery } from '../../shared/api/pages';
import { REFERRALS } from '../../shared/api/address';
import { newRequestId } from '../../shared/api/requestIds';
import { verdictOn } from '../../shared/api/retryPolicy';
import type { PatchDocument } from '../jsonPatch/patchDocument';
import { planOf } from '../routing/requestPlan';
import type { RequestPlan } from '../routing/requestPlan';
import type { Memory } from './history';
import type { SentChange } from './send/decision';
import type { SendableItem } from './send/sendable';

/** One input item: its request, the plan from its parameters, and what is remembered about it. */
export class Item implements SendableItem {
	/** Its position among the items or calls that share a history. */
	readonly index: number;

	/** Its index in the input. Each call by an agent has an input of its own. */
	readonly itemIndex: number;

	readonly request: IHttpRequestOptions;

	readonly plan: Readonly<RequestPlan>;

	/** Why the request must not be sent. */
	error?: Error;

	/** Whether its request, one that writes, was sent in this run and may have been executed. */
	isSent = false;

	/** The secrets of the credential, which no output may contain. */
	secrets: string[] = [];

	/** The MS-RequestId of all attempts of its request. */
	private requestId: string;

	/** The referral that the request is for, if a lookup has found it. */
	private foundId?: string;

	constructor(
		readonly context: IExecutePaginationFunctions,
		private readonly routed: DeclarativeRestApiSettings.ResultOptions,
		readonly memory: Memory,
	) {
		this.index = memory.position;
		this.itemIndex = context.getItemIndex();
		this.request = routed.options as IHttpRequestOptions;
		this.plan = planOf(this.request);
		this.requestId = memory.requestId;
	}

	/** Identifies the referral; the service ignores the case of IDs. Empty if the item is not for one. */
	get referralKey(): string {
		return (this.foundId ?? this.plan.referralId)?.toLowerCase() ?? '';
	}

	/**
	 * Requests with the same key are sent one after the other; empty if the order does not matter. A new referral waits
	 * only for an earlier attempt of the node that may still be sending it.
	 */
	get queueKey(): string {
		const { key, listing } = this.plan;
		if (key && !listing) return `${key.field} ${key.value.toLowerCase()}`;
		if (this.request.method === 'POST') return `new referral ${this.memory.key}`;
		return this.referralKey;
	}

	/** Whether it is to create or change something. The lookup of a key, or of an engagement, only precedes that. */
	get writes(): boolean {
		const { creation, sharing } = this.plan;
		return this.request.method !== 'GET' || creation !== undefined || sharing !== undefined;
	}

	/** The eTag that the user supplied to guard the change. */
	get userTag(): string | undefined {
		return this.request.headers?.['If-Match'] as string | undefined;
	}

	/** The document of a change, as the parameters request it. Only a PATCH has one. */
	get document(): PatchDocument {
		return this.request.body as unknown as PatchDocument;
	}

	/**
	 * Sets the API's base address. If the credential is restricted to certain domains, n8n adds the host of the
	 * base URL in the node's description to them; the host that the credential names is added here.
	 */
	setBaseUrl(baseUrl: string): void {
		const { request } = this;
		request.baseURL = baseUrl;
		if (request.allowedDomains) {
			request.allowedDomains = `${new URL(baseUrl).hostname}, ${request.allowedDomains}`;
		}
	}

	/** Replaces the query of the request, which becomes another request. */
	setQuery(query: PageQuery): void {
		Object.assign(this.request, withQuery(this.request, query));
		this.requestId = newRequestId();
	}

	/** Makes the request one that creates a referral. */
	becomeCreation(body: IDataObject): void {
		this.become({ method: 'POST', url: REFERRALS, body });
	}

	/** Makes the request one that reads the referral with this ID. */
	becomeReading(id: string): void {
		this.foundId = id;
		this.become({ method: 'GET', url: urlOf(id), body: undefined });
	}

	/** Makes the request one that changes the referral with this ID, and requests its representation. */
	becomeChange(id: string, document: PatchDocument): void {
		this.foundId = id;
		const headers = { ...this.request.headers, Prefer: 'return=representation' };
		this.become({ method: 'PATCH', url: urlOf(id), headers, body: document as never });
	}

	private become(request: Partial<IHttpRequestOptions>): void {
		if (this.isSent) this.requestId = newRequestId();
		Object.assign(this.request, request);
	}

	/** Reads a page of a list of referrals. */
	async readPage(query: PageQuery): Promise<Answer | Failure> {
		const headers = { Accept: this.request.headers?.Accept };
		const request = { ...this.request, method: 'GET' as const, headers, body: undefined };
		return await this.exchange(
			withQuery({ ...request, url: REFERRALS }, query),
			newRequestId(),
			(answer) => referralsIn(answer) !== undefined,
		);
	}

	/** Sends the request once. @param change its document and guard, if it is a change */
	async send({ document, eTag }: Partial<SentChange> = {}): Promise<Answer | Failure> {
		const { memory, request } = this;
		const wasWritten = memory.isWritten;
		this.isSent = request.method !== 'GET';
		if (this.isSent) memory.isWritten = true;
		const outcome = await this.exchange(
			{
				...request,
				...(document && { body: document as unknown as IDataObject[] }),
				headers: { ...request.headers, ...(eTag && { 'If-Match': eTag }) },
			},
			this.requestId,
		);
		const isNotExecuted = outcome.kind === 'failure' && verdictOn(outcome) === 'notExecuted';
		if (isNotExecuted) memory.isWritten = wasWritten;
		return outcome;
	}

	/** Reads the referral that the request is to change. */
	async read(): Promise<Answer | Failure> {
		const headers = { Accept: this.request.headers?.Accept };
		return await this.exchange(
			{ ...this.request, method: 'GET', headers, body: undefined },
			newRequestId(),
		);
	}

	private async exchange(
		request: IHttpRequestOptions,
		requestId: string,
		isReadable = (answer: Answer) => this.isReadable(request, answer),
	): Promise<Answer | Failure> {
		if (request.method === 'GET') this.memory.isRead = true;
		return await exchange(
			request,
			{ requestId, secrets: this.secrets },
			async (options) =>
				answerIn(await this.context.makeRoutingRequest({ ...this.routed, options })),
			isReadable,
		);
	}

	/** Only the answer to a write may be empty. An intermediary may answer anything. */
	private isReadable({ method }: IHttpRequestOptions, answer: Answer): boolean {
		if (this.plan.listing) return referralsIn(answer) !== undefined;
		if (answer.statusCode === 204) return method !== 'GET';
		if (answer.statusCode === 201 && !answer.body) return true;
		const id = referralIn(answer)?.id;
		return typeof id === 'string' && (method === 'POST' || id.toLowerCase() === this.referralKey);
	}
}

function urlOf(id: string): string {
	return `${REFERRALS}/${encodeURIComponent(id)}`;
}

function withQuery(request: IHttpRequestOptions, query: PageQuery): IHttpRequestOptions {
	const [path] = request.url.split('?');
	return typeof query === 'string'
		? { ...request, url: path + query, qs: {} }
		: { ...request, url: path, qs: query };
}
