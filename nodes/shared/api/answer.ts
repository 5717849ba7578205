import type {
	IDataObject,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';

import { entityTag } from '../values/entityTag';
import { isJsonObject } from '../values/json';

/** The service's answer, as far as this node looks at it. Header names are in lower case. */
export interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** A postReceive that keeps the whole answer for the wrapper; the engine alone would keep the body only. */
export const wholeAnswer: PostReceiveAction = async (_items, response) => {
	const { statusCode, headers, body }: IN8nHttpFullResponse = response;
	return [{ json: { statusCode, headers, body } as unknown as IDataObject }];
};

/** What `wholeAnswer` kept. */
export function answerOf([item]: INodeExecutionData[]): Answer {
	return item.json as unknown as Answer;
}

/** The referral in an answer, if one is in it. Its eTag stands in the body or else in the header. */
export function referralIn({ body, headers }: Answer): IDataObject | undefined {
	if (!isJsonObject(body)) return undefined;
	const referral = body as IDataObject;
	return referral.eTag ? referral : { ...referral, eTag: headerOf(headers, 'etag') ?? null };
}

/** The referrals in an answer, if it is a page of a list ("Get a list of leads and opportunities"). */
export function referralsIn({ body }: Answer): IDataObject[] | undefined {
	const rows = isJsonObject(body) ? body.value : undefined;
	if (!Array.isArray(rows)) return undefined;
	const isReferral = (row: unknown) => isJsonObject(row) && typeof row.id === 'string';
	return rows.every(isReferral) ? (rows as IDataObject[]) : undefined;
}

/**
 * The query of the next page, with its question mark; empty where the link has none. Only that is taken of
 * it: the documentation's own sample names plain http and another path, and a token must not follow there.
 */
export function nextQuery({ body }: Answer): string | undefined {
	const link = (body as IDataObject)['@odata.nextLink'];
	if (link === undefined || link === null || link === '') return undefined;
	if (typeof link !== 'string') return '';
	try {
		return new URL(link, 'https://localhost').search;
	} catch {
		return '';
	}
}

/** The eTag of the referral's state after the request, where the answer says it. */
export function eTagOf(answer: Answer): string | undefined {
	const eTag = referralIn(answer)?.eTag ?? headerOf(answer.headers, 'etag');
	return typeof eTag === 'string' ? eTag : undefined;
}

/** Whether a change can be guarded by it. */
export function isTag(eTag: unknown): boolean {
	try {
		return entityTag(eTag, { parameter: '', timezone: '' }) !== '';
	} catch {
		return false;
	}
}

/** Whether nobody has changed the referral between two readings, as far as their eTags tell. */
export function isSameState({ eTag }: IDataObject, before?: IDataObject): boolean {
	return isTag(eTag) && before !== undefined && isSameTag(eTag, before.eTag);
}

/** Whether two eTags are the same, also where the service leaves out the quotes. */
export function isSameTag(one: unknown, other: unknown): boolean {
	const bare = (tag: unknown) => String(tag).replace(/^W\/|"/g, '');
	return bare(one) === bare(other);
}

/** The headers but those in which the token stands that was asked with. */
export function withoutToken(headers: IDataObject, token?: string): IDataObject {
	if (token === undefined) return headers;
	return Object.fromEntries(
		Object.entries(headers).filter(([, value]) => !String(value).includes(token)),
	);
}

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/**
 * The service's own id of a request: `Request-ID` in the samples of the Referrals API, `MS-RequestId`
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
