import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import {
	collection,
	described,
	field,
	fixedCollection,
	parametersOf,
	shownFor,
} from './standIn.mts';
import type { Send } from './standIn.mts';

/**
 * n8n's node Send Email, without SMTP. What it sends to wait for a response arrives at the party "approval", which
 * answers at once with `{ approved }`, or with nothing if the time limit is to end the wait.
 */
export function email(send: Send): INodeType {
	return {
		description: described({
			properties: [OPERATION, ...new Set([...SEND, ...SEND_AND_WAIT])],
		}),
		async execute() {
			return this.getNodeParameter('operation', 0) === 'sendAndWait'
				? await sendAndWait(this, send)
				: await sendEach(this, send);
		},
	};
}

async function sendEach(context: IExecuteFunctions, send: Send): Promise<INodeExecutionData[][]> {
	const sent: INodeExecutionData[] = [];
	for (const item of context.getInputData().keys()) {
		const json = await send('mail', parametersOf(context, SEND, item));
		sent.push({ json, pairedItem: { item } });
	}
	return [sent];
}

/** Only one email, whatever the number of items, and an output that no longer refers to its input, as in n8n. */
async function sendAndWait(
	context: IExecuteFunctions,
	send: Send,
): Promise<INodeExecutionData[][]> {
	const { approved } = await send('approval', parametersOf(context, SEND_AND_WAIT, 0));
	if (approved === undefined) return [context.getInputData()];
	return [[{ json: { data: { approved, respondedAt: new Date().toISOString() } } }]];
}

const OPERATION = field('operation', 'send');

const ADDRESSED = [field('fromEmail', ''), field('toEmail', ''), field('subject', '')];

const SEND = [
	...ADDRESSED,
	shownFor({ operation: ['send'] }, field('emailFormat', 'html')),
	shownFor({ operation: ['send'], emailFormat: ['text', 'both'] }, field('text', '')),
	shownFor({ operation: ['send'], emailFormat: ['html', 'both'] }, field('html', '')),
	shownFor({ operation: ['send'] }, collection('options', [field('appendAttribution', true)])),
];

const TIME_LIMIT = [
	field('limitType', 'afterTimeInterval'),
	field('resumeAmount', 1),
	field('resumeUnit', 'hours'),
];

const BUTTONS = [
	field('approvalType', 'single'),
	field('approveLabel', 'Approve'),
	field('disapproveLabel', 'Decline'),
];

const SEND_AND_WAIT = [
	...ADDRESSED,
	...[
		field('message', ''),
		field('responseType', 'approval'),
		fixedCollection('approvalOptions', 'values', BUTTONS, false),
		collection('options', [
			fixedCollection('limitWaitTime', 'values', TIME_LIMIT, false),
			field('appendAttribution', true),
		]),
	].map((property) => shownFor({ operation: ['sendAndWait'] }, property)),
];
