import type { IHttpRequestOptions } from 'n8n-workflow';

import { ALLOWED_PAIRS } from '../values/substatus';
import type { Failure } from './failure';
import { isNotConnected } from './retryPolicy';

/** What a failure means to the person who has to resolve it. */
export interface Explanation {
	/** What happened, in one clause. */
	happened: string;
	/** What to do about it, in one or two sentences. */
	hint: string;
}

/** The request that failed, as far as it matters for the explanation. */
export type FailedRequest = Pick<IHttpRequestOptions, 'method' | 'url' | 'qs' | 'body'>;

interface Case extends Explanation {
	when: (failure: Failure, request: FailedRequest) => boolean;
}

const status =
	(...statuses: number[]) =>
	({ status }: Failure) =>
		status !== undefined && statuses.includes(status);

const between =
	(first: number, last: number) =>
	({ status }: Failure) =>
		status !== undefined && status >= first && status <= last;

const isSignIn = ({ problem }: Failure) => problem === 'signIn';

/** Whether a write may have been executed, and reading the referral has not shown the contrary. */
const mayBeExecuted = ({ attempts }: Failure, { method }: FailedRequest) =>
	method !== 'GET' && attempts?.mayBeExecuted === true && !attempts.isNotShown;

const creates = ({ method }: FailedRequest) => method === 'POST';

/** Whether it reads a list: the path of a request for one referral contains its ID. */
const lists = ({ method, url }: FailedRequest) =>
	method === 'GET' && /\/referrals(?:$|\?)/.test(url);

const changesStatus = ({ body }: FailedRequest) =>
	Array.isArray(body) && (body as Array<{ path?: unknown }>).some(({ path }) => path === '/status');

/** The first case that applies explains the failure. */
const CASES: Case[] = [
	{
		when: ({ problem }) => problem === 'missingETag',
		happened: 'The referral came without an eTag, which the change was to be guarded with',
		hint: 'Something between this node and Partner Center may take it away. Check "API URL" in the credential.',
	},
	{
		when: ({ problem }) => problem === 'endlessList',
		happened: 'The list does not end: its pages bring nothing new any more',
		hint: 'Run the node again later.',
	},
	{
		when: (failure, request) => creates(request) && mayBeExecuted(failure, request),
		happened: 'No clear answer came, and whether the referral was created is unknown',
		hint: 'It is not sent again, since it might be there twice then. Look for it first: Get Many finds it by its "External Reference ID", if you gave it one, and else by its name among the newest.',
	},
	{
		when: ({ problem }) => problem === 'unclear',
		happened: 'Whether your change was made is unclear',
		hint: 'Read the referral. If your change is not in it and is still right, send it again.',
	},
	{
		when: ({ problem, attempts }) => problem === 'conflict' && attempts?.ownChangeAfter === true,
		happened:
			'What your change replaces has changed after it was read, by another item of this run or by somebody else, and was not overwritten',
		hint: 'Read the referral again and, if your change is still right, send it again.',
	},
	{
		when: ({ problem }) => problem === 'conflict',
		happened:
			'Somebody else changed, after it was read, what your change replaces, and nothing of theirs was overwritten',
		hint: 'Read the referral again and, if your change is still right, send it again.',
	},
	{
		when: (failure) => isSignIn(failure) && failure.codes.includes('AADSTS7000222'),
		happened: 'The client secret of the app has expired',
		hint: 'Create a new client secret for the app in Microsoft Entra, enter it in the credential, and connect it again.',
	},
	{
		when: (failure) =>
			isSignIn(failure) && failure.codes.some((code) => /^AADSTS5007[469]$/.test(code)),
		happened: 'Microsoft asks for multifactor authentication (MFA) again',
		hint: 'Open the credential, connect it again, and complete MFA when Microsoft asks for it.',
	},
	{
		when: (failure) =>
			isSignIn(failure) &&
			(status(429)(failure) || between(500, 999)(failure) || failure.connection !== undefined),
		happened: "Microsoft's sign-in could not be reached to renew the token",
		hint: 'Wait a little, then run the node again. For the cloud "Custom", check "Authority URL" in the credential.',
	},
	{
		when: isSignIn,
		happened: 'The sign-in could not be renewed',
		hint: 'Check "Client ID", "Client Secret" and "Tenant ID" in the credential, and connect it again.',
	},
	{
		when: ({ codes }) => codes.includes('900421'),
		happened: 'Microsoft asks for multifactor authentication (MFA), and this sign-in has none',
		hint: 'Open the credential and connect it again, as a user whom Microsoft Entra asks for MFA at every sign-in (by Conditional Access or security defaults), and complete it.',
	},
	{
		when: status(401),
		happened: 'Partner Center did not accept the sign-in, also after the token was renewed',
		hint: 'Open the credential and connect it again, as a user of your partner account. Check that the app has the delegated permission of "Microsoft Partner".',
	},
	{
		when: status(403),
		happened: 'The signed-in user may not do this',
		hint: 'The user needs the role "Referrals admin" or "Referrals user" in Partner Center; a Referrals user reaches only referrals whose team he or she is in.',
	},
	{
		when: (failure, request) => status(404, 410)(failure) && !lists(request) && !creates(request),
		happened: 'Partner Center shows the signed-in user no such "Referral"',
		hint: 'Check the ID. If it is right, the user may simply not see it: a Referrals user sees only referrals whose team he or she is in, a Referrals admin those of all locations.',
	},
	{
		when: (failure) => failure.status === 412 && failure.attempts?.ownChangeAfter === true,
		happened:
			'The referral has changed after its "ETag" was read, by another item of this run or by somebody else',
		hint: 'Read the referral again, see whether your change is still right, and send it with the new eTag.',
	},
	{
		when: status(412),
		happened: 'Somebody else changed the referral after its "ETag" was read',
		hint: 'Read the referral again, see whether your change is still right, and send it with the new eTag.',
	},
	{
		when: status(409, 423),
		happened: 'The referral is being changed by somebody else',
		hint: 'Read the referral again and, if your change is still right, send it again.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && changesStatus(request),
		happened: 'Partner Center did not accept the "New Status"',
		hint: `Allowed are ${ALLOWED_PAIRS}. A referral goes from New to Active to Closed and never back, and a closed one can no longer be changed.`,
	},
	{
		when: (failure, request) =>
			status(400, 422)(failure) && lists(request) && request.qs?.$filter !== undefined,
		happened: 'Partner Center did not accept the "Filters" or the "Sort"',
		hint: 'Compare them with what the service says. Fields in "Custom (OData)" are spelled as in a raw referral, with / between their levels.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && lists(request),
		happened: 'Partner Center did not accept the request for the list',
		hint: 'See what the service says, and run the node again later.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && creates(request),
		happened: 'Partner Center did not accept the new referral',
		hint: 'Compare the values with what the service says. The solution must be one of yours that is published and ready for co-sell.',
	},
	{
		when: (failure, { method }) => status(400, 422)(failure) && method === 'GET',
		happened: 'Partner Center did not accept the request',
		hint: 'See what the service says.',
	},
	{
		when: status(400, 422),
		happened: 'Partner Center did not accept the change',
		hint: 'Compare the values with what the service says. A closed referral can no longer be changed.',
	},
	{
		when: status(429),
		happened: 'Partner Center received too many requests and refused this one',
		hint: 'Wait as long as the service asks for, then run the node again.',
	},
	{
		when: (failure, request) => between(200, 299)(failure) && lists(request),
		happened: 'The answer could not be read as a list of referrals',
		hint: 'Check "API URL" in the credential: something else may be answering there.',
	},
	{
		when: between(200, 299),
		happened: 'The answer could not be read as a referral',
		hint: 'Check "API URL" in the credential: something else may be answering there.',
	},
	{
		when: between(300, 399),
		happened: 'The address answered with a redirect, which this node never follows with a token',
		hint: 'Check "API URL" in the credential.',
	},
	{
		when: (failure, request) => status(408, 499)(failure) && mayBeExecuted(failure, request),
		happened: 'The request took too long, and whether the change was made is unknown',
		hint: 'Read the referral before you send the change again.',
	},
	{
		when: between(400, 499),
		happened: 'Partner Center refused the request',
		hint: 'See what the service says.',
	},
	{
		when: (failure, request) => between(500, 999)(failure) && mayBeExecuted(failure, request),
		happened: 'Partner Center could not answer, and whether the change was made is unknown',
		hint: '',
	},
	{
		when: between(500, 999),
		happened: 'Partner Center could not answer',
		hint: 'Wait a little, then run the node again.',
	},
	{
		when: isNotConnected,
		happened: 'There was no connection to Partner Center',
		hint: 'Check the network, the proxy and, for the cloud "Custom", the credential\'s "API URL".',
	},
	{
		when: (failure, request) => failure.connection !== undefined && mayBeExecuted(failure, request),
		happened:
			'The connection broke before an answer came, and whether the change was made is unknown',
		hint: '',
	},
	{
		when: ({ connection }) => connection !== undefined,
		happened: 'The connection broke before an answer came',
		hint: 'Wait a little, then run the node again.',
	},
];

/** @returns undefined if n8n's own words say it best, as for a credential that must be reconnected */
export function explanationOf(failure: Failure, request: FailedRequest): Explanation | undefined {
	return CASES.find(({ when }) => when(failure, request));
}
