import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { describe } from '../../shared/api/describe';
import type { Description } from '../../shared/api/describe';
import { explanationOf } from '../../shared/api/explanation';
import type { Explanation } from '../../shared/api/explanation';
import type { Failure } from '../../shared/api/failure';
import { isNotConnected } from '../../shared/api/retryPolicy';
import { parsedUrl } from './registration';
import { REGISTRATION } from './registrationApi';

interface Case extends Explanation {
	when: (failure: Failure) => boolean;
}

const status =
	(...statuses: number[]) =>
	({ status: answered = 0 }: Failure) =>
		statuses.includes(answered);

/** What the shared explanations say about sign-in and MFA applies here, too. */
const isOfSignIn = ({ problem, codes }: Failure) =>
	problem !== undefined || codes.includes('900421');

/** The first case that applies explains the failure. */
const CASES: Case[] = [
	{
		when: status(401),
		happened: 'Partner Center did not accept the sign-in of the credential for webhooks',
		hint: 'Connect the credential for webhooks again. Its app registration needs the delegated permission "user_impersonation" of the API "Microsoft Partner Center".',
	},
	{
		when: status(403),
		happened: 'The user of the credential for webhooks is not allowed to register webhooks',
		hint: 'The user needs one of these roles in Partner Center: Global admin, Billing admin, Admin agent, Sales agent or Helpdesk agent.',
	},
	{
		when: status(404),
		happened: 'The API for webhooks was not found',
		hint: 'Check "Cloud" and "API URL" in the credential for webhooks.',
	},
	{
		when: status(409),
		happened: 'Another client was changing the registration',
		hint: 'Publish the workflow again.',
	},
	{
		when: status(429),
		happened: 'Partner Center received too many requests',
		hint: 'Wait a minute, then publish the workflow again.',
	},
	{
		when: ({ status: answered = 0 }) => answered >= 400 && answered < 500,
		happened: 'Partner Center did not accept the registration',
		hint: 'Check that Partner Center can reach the Production URL from the internet, and that your account may receive the selected events. Then publish the workflow again.',
	},
	{
		when: ({ status: answered = 0 }) => answered >= 500,
		happened: 'Partner Center could not process the request to read or change the registration',
		hint: 'Publish the workflow again later.',
	},
	{
		when: ({ status: answered }) => answered !== undefined,
		happened: 'The response could not be read as a registration',
		hint: 'Check "API URL" in the credential for webhooks: another service may have responded.',
	},
	{
		when: isNotConnected,
		happened: 'The node could not connect to Partner Center to read or change the registration',
		hint: 'Check the network and, for the cloud "Custom", "API URL" in the credential for webhooks. Then publish the workflow again.',
	},
	{
		when: ({ connection }) => connection !== undefined,
		happened: 'The connection was lost before Partner Center responded',
		hint: 'Publish the workflow again.',
	},
];

/** A failure as a person reads it. */
export function descriptionOf(failure: Failure): Description {
	return describe(failure, { method: 'GET', url: REGISTRATION }, (one, request) =>
		isOfSignIn(one) ? explanationOf(one, request) : CASES.find(({ when }) => when(one)),
	);
}

export function failureError(context: IHookFunctions, failure: Failure): NodeApiError {
	const { message, description, statusCode } = descriptionOf(failure);
	const httpCode = statusCode === undefined ? undefined : String(statusCode);
	const error = new NodeApiError(context.getNode(), { message }, { httpCode });
	error.message = message;
	error.description = description;
	return error;
}

/** The registration is for another URL. Of that, only the host is shown, since the rest may contain a secret. */
export function takenError(
	context: IHookFunctions,
	registered: string,
	own: string,
): NodeOperationError {
	const host = parsedUrl(registered)?.host ?? 'another URL';
	const isThisN8n = parsedUrl(own)?.host === host;
	return new NodeOperationError(
		context.getNode(),
		`Partner Center already posts the events of this tenant to ${host}`,
		{
			description: isThisN8n
				? 'A tenant has one registration with one URL, and another trigger of this n8n has it, perhaps one that is no longer published. Use one trigger for all events, or turn on "Replace Registration".'
				: 'A tenant has one registration with one URL. If n8n is to receive the events instead, turn on "Replace Registration". The other URL then receives none until the workflow is unpublished.',
		},
	);
}

export function missingCredentialError(context: IHookFunctions): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		'"Registration" is Automatic, but no credential for webhooks is selected',
		{
			description:
				'Select a credential of the type "Microsoft Partner Center Webhooks OAuth2 API" in the node, or choose Manual.',
		},
	);
}

export function unreachableError(context: IHookFunctions, host: string): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`The Production URL is on ${host}, which Partner Center can't reach`,
		{
			description:
				"Partner Center posts events from the internet. Set n8n's environment variable WEBHOOK_URL to the public address of n8n, then publish the workflow again.",
		},
	);
}
