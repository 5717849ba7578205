import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { refusalOf } from '../checks/check';
import { refusalOfAddress } from './address';
import { failureOf, unreadable } from './failure';
import type { Failure } from './failure';
import { errorItem, failedItem, refusedItem } from './nodeError';
import { givenOut, isReadable } from './givenOut';
import { answerOf } from './response';
import type { Answer } from './response';
import { Run } from './run';

type Request = DeclarativeRestApiSettings.ResultOptions;

/**
 * The way of one request: stands around every request of every operation, as the function under
 * `requestOperations.pagination`. By the time it is called, the checks have been through the request.
 *
 * @throws {NodeApiError} for what a check or the service refused, where the node is to stop on a failure
 */
export async function sendReferralRequest(
	this: IExecutePaginationFunctions,
	request: Request,
): Promise<INodeExecutionData[]> {
	const run = Run.of(this);
	const refusal = refusalOfRequest(request);

	run.enter(this.getItemIndex(), refusal);
	await run.started;
	if (run.holdsBack(refusal)) return [];

	const outcome = refusal ? refusedItem(this, refusal) : await send(this, request);
	if (!('error' in outcome)) return [paired(this, outcome)];

	if (await run.stops()) throw outcome.error;
	return [paired(this, errorItem(outcome))];
}

function refusalOfRequest({ options }: Request): Error | undefined {
	return refusalOf(options as IHttpRequestOptions) ?? refusalOfAddress(options.baseURL);
}

async function send(context: IExecutePaginationFunctions, request: Request) {
	const answer = await answerTo(context, request);
	return 'codes' in answer
		? failedItem(context, request.options, answer)
		: { json: givenOut(request.options as IHttpRequestOptions, answer) };
}

async function answerTo(
	context: IExecutePaginationFunctions,
	request: Request,
): Promise<Answer | Failure> {
	try {
		const answer = answerOf(await context.makeRoutingRequest(request));
		return isReadable(request.options as IHttpRequestOptions, answer) ? answer : unreadable(answer);
	} catch (thrown) {
		return failureOf(thrown);
	}
}

function paired(
	context: IExecutePaginationFunctions,
	item: INodeExecutionData,
): INodeExecutionData {
	return { ...item, pairedItem: { item: context.getItemIndex() } };
}
