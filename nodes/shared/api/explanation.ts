import type { IHttpRequestOptions } from 'n8n-workflow';

import { ALLOWED_PAIRS } from '../values/substatus';
import { entraErrorOf } from './errors/entraErrors';
import { MFA_REQUIRED } from './failure';
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

/** Whether a write may have been executed, and reading the referral has not shown the contrary. */
const mayBeExecuted = ({ attempts }: Failure, { method }: FailedRequest) =>
	method !== 'GET' && attempts?.mayBeExecuted === true && !attempts.isNotShown;

const creates = ({ method }: FailedRequest) => method === 'POST';

const changes = ({ method }: FailedRequest) => method === 'PATCH';

/** Whether it reads a list: the path of a request for one referral contains its ID. */
const lists = ({ method, url }: FailedRequest) =>
	method === 'GET' && /\/referrals(?:$|\?)/.test(url);

const changesStatus = ({ body }: FailedRequest) =>
	Array.isArray(body) && (body as Array<{ path?: unknown }>).some(({ path }) => path === '/status');

const problem =
	(expected: Failure['problem']) =>
	({ problem: actual }: Failure) =>
		actual === expected;

/** The first case that applies explains the failure. */
const CASES: Case[] = [
	{
		when: problem('unconfirmed'),
		happened: 'It is unknown whether the referral was created',
		hint: 'The referral was not found by its key, but may still appear. Run the workflow again: the node looks for the referral first, and creates it only if it does not exist.',
	},
	{
		when: problem('unconfirmedSharing'),
		happened: 'It is unknown whether the deal was shared with Microsoft',
		hint: 'Microsoft\'s referral was not found, but may still appear. Wait a few minutes, then use the operation "Share With Microsoft". It sends nothing if that referral exists.',
	},
	{
		when: problem('notConnected'),
		happened: 'The credential has not been connected to Microsoft yet',
		hint: 'Open the credential, select Connect, and sign in as a user of your partner account.',
	},
	{
		when: problem('reconnect'),
		happened: 'Microsoft no longer accepts the stored sign-in',
		hint: 'Open the credential and connect it again. Usual causes: the password was changed, the sign-in was not used for 90 days, MFA or another Conditional Access policy now applies, consent was revoked, or the user was disabled. The sign-in logs in Microsoft Entra show which.',
	},
	{
		when: (failure) =>
			problem('signIn')(failure) &&
			(status(408, 429)(failure) || between(500, 999)(failure) || failure.connection !== undefined),
		happened: 'n8n could not renew the token, because Microsoft Entra did not respond',
		hint: 'Wait a few minutes, then run the node again. For the cloud "Custom", check "Authority URL" in the credential.',
	},
	{
		when: problem('signIn'),
		happened: 'n8n could not renew the token',
		hint: 'Check "Client ID", "Client Secret" and "Tenant ID" in the credential, then connect the credential again. For the cloud "Custom", also check "Authority URL".',
	},
	{
		when: problem('missingETag'),
		happened: 'Partner Center returned the referral without an eTag, which the change needs',
		hint: 'Check "API URL" in the credential: a gateway or proxy may remove the eTag.',
	},
	{
		when: problem('missingEngagement'),
		happened: 'Partner Center returned the referral without an engagement ID, which sharing needs',
		hint: 'Check "API URL" in the credential: a gateway or proxy may have changed the response.',
	},
	{
		when: problem('endlessList'),
		happened: 'Partner Center returned a list whose pages repeat and do not end',
		hint: 'Run the node again later.',
	},
	{
		when: (failure, request) => creates(request) && mayBeExecuted(failure, request),
		happened: 'No clear response arrived, and it is unknown whether the referral was created',
		hint: 'Look for the referral before you create it again. Use Get Many with the filter "External Reference ID", or compare the names of the newest referrals. The node did not repeat the request, because that could have created a duplicate.',
	},
	{
		when: problem('unclear'),
		happened: 'It is unclear whether your change was made',
		hint: 'Read the referral. If it does not contain your change, and the change is still right, send it again.',
	},
	{
		when: (failure) => problem('conflict')(failure) && failure.attempts?.ownChangeAfter === true,
		happened:
			'After the referral was read, another item of this run or another user changed values that your change replaces',
		hint: 'Read the referral again. If your change is still right, send it again. The other change was not overwritten.',
	},
	{
		when: problem('conflict'),
		happened: 'After the referral was read, another user changed values that your change replaces',
		hint: 'Read the referral again. If your change is still right, send it again. The other change was not overwritten.',
	},
	{
		when: ({ codes }) => codes.includes(MFA_REQUIRED),
		happened:
			'Partner Center requires multifactor authentication (MFA), and the credential was connected without it',
		hint: 'Open the credential, connect it again, and complete MFA. Use a user for whom Microsoft Entra requires MFA at every sign-in (by Conditional Access or security defaults).',
	},
	{
		when: status(401),
		happened: 'Partner Center did not accept the sign-in, even with a new token',
		hint: 'Open the credential and connect it again, as a user of your partner account. Under "API permissions" of the app registration, check for "Microsoft Partner" with the delegated permission "Partner Center".',
	},
	{
		when: status(403),
		happened: 'The signed-in user is not allowed to do this',
		hint: 'Ask an administrator for the role "Referrals admin" or "Referrals user" in Partner Center. A Referrals user can access only referrals whose team includes that user, and is not allowed to register deals.',
	},
	{
		when: (failure, request) => status(404, 410)(failure) && !lists(request) && !creates(request),
		happened: 'Partner Center did not find the "Referral", or the user is not allowed to see it',
		hint: 'Check the ID. A Referrals user sees only referrals whose team includes that user; a Referrals admin sees those of all locations.',
	},
	{
		when: (failure, request) =>
			status(412)(failure) && changes(request) && failure.attempts?.ownChangeAfter === true,
		happened:
			'Another item of this run or another user changed the referral after its "ETag" was read',
		hint: 'Read the referral again. If your change is still right, send it with the new eTag.',
	},
	{
		when: (failure, request) => status(412)(failure) && changes(request),
		happened: 'Another user or workflow step changed the referral after its "ETag" was read',
		hint: 'Read the referral again. If your change is still right, send it with the new eTag.',
	},
	{
		when: (failure, request) => status(409)(failure) && creates(request),
		happened: 'Partner Center did not create the referral because of a conflict',
		hint: 'Check whether the referral exists already, for example with Get Many. Otherwise, correct the values named in the error message.',
	},
	{
		when: (failure, request) => status(409)(failure) && changes(request),
		happened: 'The change conflicts with the current state of the referral',
		hint: 'Read the referral again. If your change is still right, send it again.',
	},
	{
		when: (failure, request) => status(423)(failure) && changes(request),
		happened: 'The referral is locked',
		hint: 'Wait a few minutes, then read the referral again. If your change is still right, send it again.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && changesStatus(request),
		happened: 'Partner Center did not accept the change, which includes a new status',
		hint: `Correct the value named in the message. If it is the status, the allowed values are ${ALLOWED_PAIRS}. A status can only move forward (New, Active, Closed). In a closed referral, only the deal registrations of a won deal can still be changed.`,
	},
	{
		when: (failure, request) =>
			status(400, 414, 422, 431)(failure) && lists(request) && request.qs?.$filter !== undefined,
		happened: 'Partner Center did not accept "Filters" or "Sort"',
		hint: 'Correct the filters, or shorten their values. In "Custom (OData)", use the field names of a raw referral, with a slash between levels, such as details/dealValue.',
	},
	{
		when: (failure, { method }) => status(400, 422)(failure) && method === 'GET',
		happened: 'Partner Center did not accept the request',
		hint: 'Correct the parameters named in the error message.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && creates(request),
		happened: 'Partner Center did not accept the new referral',
		hint: 'Correct the values named in the error message. Each solution must be one of your own that is published and ready for co-sell.',
	},
	{
		when: status(400, 422),
		happened: 'Partner Center did not accept the change',
		hint: 'Correct the values named in the error message. In a closed referral, only the deal registrations of a won deal can still be changed.',
	},
	{
		when: status(429),
		happened: 'Partner Center received too many requests and did not execute this one',
		hint: 'Try again later. If the node has the option "Max Retries", you can also increase it.',
	},
	{
		when: (failure, request) => between(200, 299)(failure) && lists(request),
		happened: 'The response could not be read as a list of referrals',
		hint: 'Check "API URL" in the credential: another service may have responded.',
	},
	{
		when: between(200, 299),
		happened: 'The response could not be read as a referral',
		hint: 'Check "API URL" in the credential: another service may have responded.',
	},
	{
		when: between(300, 399),
		happened: 'The service responded with a redirect, which the node does not follow',
		hint: 'For the cloud "Custom", check "API URL" in the credential.',
	},
	{
		when: (failure, request) => status(408, 499)(failure) && mayBeExecuted(failure, request),
		happened: 'The request took too long, and it is unknown whether the change was made',
		hint: '',
	},
	{
		when: between(400, 499),
		happened: 'Partner Center did not accept the request',
		hint: 'Correct the problem described in the error message.',
	},
	{
		when: (failure, request) => between(500, 999)(failure) && mayBeExecuted(failure, request),
		happened:
			'Partner Center could not process the request, and it is unknown whether the change was made',
		hint: '',
	},
	{
		when: between(500, 999),
		happened: 'Partner Center could not process the request',
		hint: 'Wait a few minutes, then run the node again.',
	},
	{
		when: isNotConnected,
		happened: 'The node could not connect to Partner Center',
		hint: 'Check the network, the proxy and, for the cloud "Custom", "API URL" in the credential.',
	},
	{
		when: (failure, request) => failure.connection !== undefined && mayBeExecuted(failure, request),
		happened: 'The connection was lost, and it is unknown whether the change was made',
		hint: '',
	},
	{
		when: ({ connection }) => connection !== undefined,
		happened: 'The connection was lost before Partner Center responded',
		hint: 'Wait a few minutes, then run the node again.',
	},
];

/** @returns undefined if n8n's own words are all that is known */
export function explanationOf(failure: Failure, request: FailedRequest): Explanation | undefined {
	const entraError = failure.problem === 'signIn' ? entraErrorOf(failure.codes) : undefined;
	return entraError ?? CASES.find(({ when }) => when(failure, request));
}
