import type { IDataObject, INodeExecutionData, INodeProperties, INodeType } from 'n8n-workflow';

import { agent, approval, languageModel, memory } from './agent.mts';
import type { Party } from './edge.mts';
import { email } from './email.mts';
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
 * The nodes of others that the examples use, by their full names. Each has the parameters of the real one
 * that the examples set (n8n-nodes-base and @n8n/n8n-nodes-langchain 2.41.1), evaluates them in n8n's
 * engine, and sends what comes of it to its party at the edge.
 */
export function foreignNodes(edge: string): Record<string, INodeType> {
	const send: Send = async (party, body) => {
		const answer = await fetch(`${edge}/${party}`, { method: 'POST', body: JSON.stringify(body) });
		return (await answer.json()) as IDataObject;
	};
	return {
		'n8n-nodes-base.manualTrigger': trigger([], (given) => given),
		'n8n-nodes-base.scheduleTrigger': schedule,
		'n8n-nodes-base.formTrigger': form,
		'@n8n/n8n-nodes-langchain.chatTrigger': chatTrigger,
		'n8n-nodes-base.filter': filter,
		'n8n-nodes-base.aggregate': aggregate,
		'n8n-nodes-base.wait': wait,
		'n8n-nodes-base.emailSend': email(send),
		'n8n-nodes-base.executeWorkflow': subWorkflow(send),
		'n8n-nodes-base.form': sender('form', ENDING, send),
		'@n8n/n8n-nodes-langchain.chat': sender('chat', CHAT, send),
		'@n8n/n8n-nodes-langchain.agent': agent,
		'@n8n/n8n-nodes-langchain.lmChatOpenAi': languageModel(send),
		'@n8n/n8n-nodes-langchain.memoryBufferWindow': memory,
		'@n8n/n8n-nodes-langchain.chatHitlTool': approval(send),
		'n8n-nodes-base.stickyNote': {
			description: described({
				inputs: [],
				outputs: [],
				properties: [field('content', ''), field('height', 160), field('width', 240)],
			}),
		},
	};
}

/** Gives out an item for what has happened, as the real trigger would. */
function trigger(
	properties: INodeProperties[],
	itemOf: (given: IDataObject, parameters: IDataObject) => IDataObject,
): INodeType {
	return {
		description: described({ properties }),
		execute() {
			const items = this.getInputData().map(({ json }, item) => ({
				json: itemOf(json, parametersOf(this, properties, item)),
				pairedItem: { item },
			}));
			return Promise.resolve([items]);
		},
	};
}

/** Sends one message for each item. */
function sender(party: Party, properties: INodeProperties[], send: Send): INodeType {
	return {
		description: described({ properties }),
		async execute() {
			const sent: INodeExecutionData[] = [];
			for (const item of this.getInputData().keys()) {
				const answer = await send(party, parametersOf(this, properties, item));
				sent.push({ json: answer, pairedItem: { item } });
			}
			return [sent];
		},
	};
}

/** Its items arrive at the edge, where n8n would start another execution with them. A refusal is an item, as in n8n. */
function subWorkflow(send: Send): INodeType {
	const properties = [
		{ ...field('workflowId', ''), type: 'resourceLocator' as const },
		collection('options', [field('waitForSubWorkflow', true)]),
	];
	return {
		description: described({ properties }),
		async execute() {
			const items = this.getInputData();
			const { error } = await send('subWorkflow', {
				...parametersOf(this, properties, 0),
				items: items.map(({ json }) => json),
			});
			return [error === undefined ? items : [{ json: { error }, pairedItem: { item: 0 } }]];
		},
	};
}

const schedule = trigger(
	[
		fixedCollection('rule', 'interval', [
			field('field', 'days'),
			field('daysInterval', 1),
			field('minutesInterval', 5),
			field('triggerAtHour', 0),
			field('triggerAtMinute', 0),
		]),
	],
	() => ({ timestamp: new Date().toISOString(), Timezone: 'UTC' }),
);

const form = trigger(
	[
		field('authentication', 'none'),
		field('formTitle', ''),
		field('formDescription', ''),
		fixedCollection('formFields', 'values', [
			field('fieldLabel', ''),
			field('fieldType', 'text'),
			field('fieldName', ''),
			field('placeholder', ''),
			fixedCollection('fieldOptions', 'values', [field('option', '')]),
			field('requiredField', false),
		]),
		field('responseMode', 'onReceived'),
		collection('options', [field('path', '')]),
	],
	(filledIn, { formFields }) => {
		const { values } = formFields as { values: { fieldLabel: string; fieldName: string }[] };
		return {
			...Object.fromEntries(
				values.map(({ fieldLabel, fieldName }) => [fieldName, filledIn[fieldLabel] ?? '']),
			),
			submittedAt: new Date().toISOString(),
			formMode: 'production',
		};
	},
);

const chatTrigger = trigger(
	[field('public', false), collection('options', [field('responseMode', 'lastNode')])],
	({ chatInput }) => ({ sessionId: 'session', action: 'sendMessage', chatInput }),
);

/** Its conditions are a type of parameter that n8n evaluates itself. */
const filter: INodeType = {
	description: described({
		properties: [
			{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} },
			collection('options', []),
		],
	}),
	execute() {
		const kept = this.getInputData()
			.map(({ json }, item) => ({ json, pairedItem: { item } }))
			.filter((_, item) =>
				this.getNodeParameter('conditions', item, false, { extractValue: true }),
			);
		return Promise.resolve([kept]);
	},
};

/** Ends at once. */
const wait: INodeType = {
	description: described({ properties: [field('amount', 5), field('unit', 'seconds')] }),
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

const aggregate: INodeType = {
	description: described({
		properties: [
			field('aggregate', 'aggregateIndividualFields'),
			shownFor({ aggregate: ['aggregateAllItemData'] }, field('destinationFieldName', 'data')),
			collection('options', []),
		],
	}),
	execute() {
		const items = this.getInputData();
		const name = this.getNodeParameter('destinationFieldName', 0) as string;
		const list: INodeExecutionData = {
			json: { [name]: items.map(({ json }) => json) },
			pairedItem: items.map((_, item) => ({ item })),
		};
		return Promise.resolve([[list]]);
	},
};

const ENDING = [
	field('operation', 'page'),
	shownFor({ operation: ['completion'] }, field('completionTitle', '')),
	shownFor({ operation: ['completion'] }, field('completionMessage', '')),
	collection('options', []),
];

const CHAT = [field('operation', 'send'), field('message', ''), collection('options', [])];
