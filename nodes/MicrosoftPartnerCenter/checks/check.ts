import type { IExecuteSingleFunctions, IHttpRequestOptions, PreSendAction } from 'n8n-workflow';

/** Hangs on the request itself, so that nothing is left when the request is gone. */
const refusals = new WeakMap<IHttpRequestOptions, Error>();

/**
 * Makes a preSend function of a check. A check may change the request in place, or throw a Refusal.
 *
 * The Refusal is recorded, not thrown on: what a preSend throws loses the input item's fields and its
 * pairing on n8n's error output.
 */
export function check(
	inspect: (this: IExecuteSingleFunctions, request: IHttpRequestOptions) => void,
): PreSendAction {
	return async function (request) {
		if (refusals.has(request)) return request;
		try {
			inspect.call(this, request);
		} catch (refusal) {
			refusals.set(request, refusal as Error);
		}
		return request;
	};
}

/** What the first check to refuse this request threw, if any did. */
export function refusalOf(request: IHttpRequestOptions): Error | undefined {
	return refusals.get(request);
}
