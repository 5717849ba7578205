import type { IHttpRequestOptions } from 'n8n-workflow';

import type { PatchDocument } from '../../MicrosoftPartnerCenter/jsonPatch/patchDocument';
import { ALLOWED_PAIRS } from '../values/substatus';
import type { Failure } from './failure';
import { isNotConnected } from './retryPolicy';

/** What a failure means to the person who has to go on from it. */
export interface Explanation {
	/** What happened, in one clause. */
	happened: string;
	/** What to do about it, in a sentence or two. */
	howToGoOn: string;
}

/** What of a failure decides what it means. */
type Kind = Pick<
	Failure,
	'status' | 'codes' | 'connection' | 'signIn' | 'endless' | 'untagged' | 'course'
>;

interface Case extends Explanation {
	when: (failure: Kind, request: IHttpRequestOptions) => boolean;
}

const status =
	(...statuses: number[]) =>
	({ status }: Kind) =>
		status !== undefined && statuses.includes(status);

const between =
	(first: number, last: number) =>
	({ status }: Kind) =>
		status !== undefined && status >= first && status <= last;

/** Whether a change may have been made, and reading the referral has not shown the contrary. */
const isOpen = ({ course }: Kind, { method }: IHttpRequestOptions) =>
	method !== 'GET' && course?.unsettled === true && course.readBack !== 'not there';

const creates = ({ method }: IHttpRequestOptions) => method === 'POST';

/** Whether it reads a list: a request for one referral has its ID in the path. */
const lists = ({ method, url }: IHttpRequestOptions) =>
	method === 'GET' && /\/referrals(?:$|\?)/.test(url);

const changesStatus = ({ body }: IHttpRequestOptions) =>
	Array.isArray(body) && (body as PatchDocument).some(({ path }) => path === '/status');

/** The first case that fits explains the failure. */
const CASES: Case[] = [
	{
		when: ({ untagged }) => untagged === true,
		happened: 'The referral came without an eTag, which the change was to be guarded with',
		howToGoOn:
			'Something between this node and Partner Center may take it away. Check "API URL" in the credential.',
	},
	{
		when: ({ endless }) => endless === true,
		happened: 'The list does not end: its pages bring nothing new any more',
		howToGoOn: 'Run the node again later.',
	},
	{
		when: (failure, request) => creates(request) && isOpen(failure, request),
		happened: 'No clear answer came, and whether the referral was created is unknown',
		howToGoOn:
			'It is not sent again, since it might be there twice then. Look for it first: Get Many finds it by its "External Reference ID", if you gave it one, and else by its name among the newest.',
	},
	{
		when: ({ course }) => course?.readBack === 'changed by somebody else' && !course.unsettled,
		happened:
			'Somebody else changed, after it was read, what your change replaces, and nothing of theirs was overwritten',
		howToGoOn: 'Read the referral again and, if your change is still right, send it again.',
	},
	{
		when: ({ course }) => course?.readBack === 'changed by somebody else',
		happened:
			'Somebody else changed the referral before it was known whether your change had been made, and nothing of theirs was overwritten',
		howToGoOn:
			'Read the referral: if your change is not in it and is still right, send it again with the new eTag.',
	},
	{
		when: ({ signIn, codes }) => signIn === true && codes.includes('AADSTS7000222'),
		happened: 'The client secret of the app has expired',
		howToGoOn:
			'Create a new client secret for the app in Microsoft Entra, enter it in the credential, and connect it again.',
	},
	{
		when: ({ signIn, codes }) =>
			signIn === true && codes.some((code) => /^AADSTS5007[469]$/.test(code)),
		happened: 'Microsoft asks for multifactor authentication (MFA) again',
		howToGoOn:
			'Open the credential, connect it again, and complete MFA when Microsoft asks for it.',
	},
	{
		when: ({ signIn, status = 0, connection }) =>
			signIn === true && (status === 429 || status >= 500 || connection !== undefined),
		happened: "Microsoft's sign-in could not be reached to renew the token",
		howToGoOn:
			'Wait a little, then run the node again. For the cloud "Custom", check "Authority URL" in the credential.',
	},
	{
		when: ({ signIn }) => signIn === true,
		happened: 'The sign-in could not be renewed',
		howToGoOn:
			'Check "Client ID", "Client Secret" and "Tenant ID" in the credential, and connect it again.',
	},
	{
		when: ({ codes }) => codes.includes('900421'),
		happened: 'Microsoft asks for multifactor authentication (MFA), and this sign-in has none',
		howToGoOn:
			'Open the credential and connect it again, as a user whom Microsoft Entra asks for MFA at every sign-in (by Conditional Access or security defaults), and complete it.',
	},
	{
		when: status(401),
		happened: 'Partner Center did not accept the sign-in, also after the token was renewed',
		howToGoOn:
			'Open the credential and connect it again, as a user of your partner account. Check that the app has the delegated permission of "Microsoft Partner".',
	},
	{
		when: status(403),
		happened: 'The signed-in user may not do this',
		howToGoOn:
			'The user needs the role "Referrals admin" or "Referrals user" in Partner Center; a Referrals user reaches only referrals whose team he or she is in.',
	},
	{
		when: (failure, request) => status(404, 410)(failure) && !lists(request) && !creates(request),
		happened: 'Partner Center shows the signed-in user no such "Referral"',
		howToGoOn:
			'Check the ID. If it is right, the user may simply not see it: a Referrals user sees only referrals whose team he or she is in, a Referrals admin those of all locations.',
	},
	{
		when: (failure) => failure.status === 412 && failure.course?.ownChangeAfter === true,
		happened:
			'The referral has changed after its "ETag" was read, by another item of this run or by somebody else',
		howToGoOn:
			'Read the referral again, see whether your change is still right, and send it with the new eTag.',
	},
	{
		when: status(412),
		happened: 'Somebody else changed the referral after its "ETag" was read',
		howToGoOn:
			'Read the referral again, see whether your change is still right, and send it with the new eTag.',
	},
	{
		when: status(409, 423),
		happened: 'The referral is being changed by somebody else',
		howToGoOn: 'Read the referral again and, if your change is still right, send it again.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && changesStatus(request),
		happened: 'Partner Center did not accept the "New Status"',
		howToGoOn: `Allowed are ${ALLOWED_PAIRS}. A referral goes from New to Active to Closed and never back, and a closed one can no longer be changed.`,
	},
	{
		when: (failure, request) =>
			status(400, 422)(failure) && lists(request) && request.qs?.$filter !== undefined,
		happened: 'Partner Center did not accept the "Filters" or the "Sort"',
		howToGoOn:
			'Compare them with what the service says. Fields in "Custom (OData)" are spelled as in a raw referral, with / between their levels.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && lists(request),
		happened: 'Partner Center did not accept the request for the list',
		howToGoOn: 'See what the service says, and run the node again later.',
	},
	{
		when: (failure, request) => status(400, 422)(failure) && creates(request),
		happened: 'Partner Center did not accept the new referral',
		howToGoOn:
			'Compare the values with what the service says. The solution must be one of yours that is published and ready for co-sell.',
	},
	{
		when: (failure, { method }) => status(400, 422)(failure) && method === 'GET',
		happened: 'Partner Center did not accept the request',
		howToGoOn: 'See what the service says.',
	},
	{
		when: status(400, 422),
		happened: 'Partner Center did not accept the change',
		howToGoOn:
			'Compare the values with what the service says. A closed referral can no longer be changed.',
	},
	{
		when: status(429),
		happened: 'Partner Center received too many requests and refused this one',
		howToGoOn: 'Wait as long as the service asks for, then run the node again.',
	},
	{
		when: (failure, request) => between(200, 299)(failure) && lists(request),
		happened: 'The answer could not be read as a list of referrals',
		howToGoOn: 'Check "API URL" in the credential: something else may be answering there.',
	},
	{
		when: between(200, 299),
		happened: 'The answer could not be read as a referral',
		howToGoOn: 'Check "API URL" in the credential: something else may be answering there.',
	},
	{
		when: between(300, 399),
		happened: 'The address answered with a redirect, which this node never follows with a token',
		howToGoOn: 'Check "API URL" in the credential.',
	},
	{
		when: (failure, request) => status(408, 499)(failure) && isOpen(failure, request),
		happened: 'The request took too long, and whether the change was made is unknown',
		howToGoOn: 'Read the referral before you send the change again.',
	},
	{
		when: between(400, 499),
		happened: 'Partner Center refused the request',
		howToGoOn: 'See what the service says.',
	},
	{
		when: (failure, request) => between(500, 999)(failure) && isOpen(failure, request),
		happened: 'Partner Center could not answer, and whether the change was made is unknown',
		howToGoOn: '',
	},
	{
		when: between(500, 999),
		happened: 'Partner Center could not answer',
		howToGoOn: 'Wait a little, then run the node again.',
	},
	{
		when: isNotConnected,
		happened: 'There was no connection to Partner Center',
		howToGoOn:
			'Check the network, the proxy and, for the cloud "Custom", the credential\'s "API URL".',
	},
	{
		when: (failure, request) => failure.connection !== undefined && isOpen(failure, request),
		happened:
			'The connection broke before an answer came, and whether the change was made is unknown',
		howToGoOn: '',
	},
	{
		when: ({ connection }) => connection !== undefined,
		happened: 'The connection broke before an answer came',
		howToGoOn: 'Wait a little, then run the node again.',
	},
];

/** @returns none where n8n's own words say it best, as for a credential that must be reconnected */
export function explanationOf(
	failure: Kind,
	request: IHttpRequestOptions,
): Explanation | undefined {
	return CASES.find(({ when }) => when(failure, request));
}
