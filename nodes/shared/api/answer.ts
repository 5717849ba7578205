import type {
	IDataObject,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';

import type { Referral } from '../referral/referral';
import { isJsonObject } from '../values/json';
import { accepted } from '../values/reader';
import { referralId } from '../values/referralId';

/** The service's answer to a request that succeeded. Header names are in lower case. */
export interface Answer {
	kind: 'answer';
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** A postReceive function that keeps status and headers; by default, the engine keeps only the body. */
export const keepWholeAnswer: PostReceiveAction = async (_items, response) => {
	return [{ json: toAnswer(response) as unknown as IDataObject }];
};

/** The answer that `keepWholeAnswer` kept. */
export function answerIn([item]: INodeExecutionData[]): Answer {
	return item.json as unknown as Answer;
}

export function toAnswer({ statusCode, headers, body }: IN8nHttpFullResponse): Answer {
	return { kind: 'answer', statusCode, headers: headers as IDataObject, body };
}

/** The referral in an answer; undefined if it contains none. Its eTag is in the body or in the header. */
export function referralIn({ body, headers }: Answer): Referral | undefined {
	if (!isJsonObject(body)) return undefined;
	const referral: Referral = body;
	return referral.eTag ? referral : { ...referral, eTag: headerOf(headers, 'etag') ?? null };
}

/** The referral that a POST has created; only its ID if the answer has no body, and nothing if it has no ID either. */
export function createdReferralIn(answer: Answer): Referral {
	const id = createdIdIn(answer);
	return referralIn(answer) ?? (id === undefined ? {} : { id });
}

/** The ID in the address of a new referral. */
export function createdIdIn({ headers }: Answer): string | undefined {
	return accepted(referralId, headerOf(headers, 'location'));
}

/** The referrals on a page of a list (Microsoft's page "Get a list of leads and opportunities"). */
export function referralsIn({ body }: Answer): Referral[] | undefined {
	const rows = isJsonObject(body) ? body.value : undefined;
	if (!Array.isArray(rows)) return undefined;
	const isReferral = (row: unknown) => isJsonObject(row) && typeof row.id === 'string';
	return rows.every(isReferral) ? (rows as Referral[]) : undefined;
}

/**
 * The query of the next page, with its question mark; empty if the link has none, undefined if there is no
 * next page. The rest of the link is ignored: the sample in the documentation names plain http and another
 * path, where a token must not be sent.
 */
export function nextQuery({ body }: Answer): string | undefined {
	const link = (body as IDataObject)['@odata.nextLink'];
	if (link === undefined || link === null || link === '') return undefined;
	const [, query] = /\?(.+)$/s.exec(typeof link === 'string' ? link : '') ?? [];
	return query === undefined ? '' : `?${query.replace(UNSENDABLE, encoded)}`;
}

/**
 * What would not reach the service as part of a query: a `#` would end it. Everything else is sent as it is in
 * the link, because a token may contain escapes that only the service understands.
 */
const UNSENDABLE = /[^\x21-\x7e]|#/gu;

function encoded(character: string): string {
	// JSON can contain half a surrogate pair, which can't be encoded.
	return /\p{Surrogate}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character);
}

/** The eTag of the referral's state after the request, if the answer contains it. */
export function eTagOf(answer: Answer): string | undefined {
	const eTag = referralIn(answer)?.eTag ?? headerOf(answer.headers, 'etag');
	return typeof eTag === 'string' ? eTag : undefined;
}

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/**
 * The service's own ID of a request: `Request-ID` in the samples of the Referrals API, `MS-RequestId`
 * on Microsoft's page "Partner Center REST headers".
 */
export function requestIdOf(headers: IDataObject): string | undefined {
	return ['request-id', 'ms-requestid']
		.map((name) => headerOf(headers, name))
		.find((id) => id !== undefined && REQUEST_ID.test(id));
}

export function headerOf(headers: IDataObject, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' ? value : undefined;
}
