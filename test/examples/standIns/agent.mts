import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

import { collection, described, field, fixedCollection, parametersOf } from './standIn.mts';
import type { Send } from './standIn.mts';

/** A tool as n8n's engine makes it of a node: its schema comes from the $fromAI() in the parameters. */
interface Tool {
	name: string;
	description: string;
	schema: { parse(args: IDataObject): IDataObject; shape: Record<string, unknown> };
	metadata: { sourceNodeName: string; gatedToolNodeName?: string };
}

/** What the model says: a tool to call, or the answer. */
interface Turn {
	call?: { tool: string; args: IDataObject };
	output?: string;
}

interface Model {
	next(conversation: IDataObject): Promise<Turn>;
}

/** What an action is remembered with: the call that waits for its approval. */
interface Gated {
	node?: string;
	tool?: string;
	args?: IDataObject;
}

const AGENT = [collection('options', [field('systemMessage', 'You are a helpful assistant')])];

/**
 * Stands in for n8n's agent, version 3: it asks the engine to run a tool. In place of one that stands behind an
 * approval it has the approval run, and the tool only if that gives one.
 */
export const agent: INodeType = {
	description: described({
		inputs: [
			{ type: NodeConnectionTypes.Main },
			{ type: NodeConnectionTypes.AiLanguageModel, maxConnections: 1, required: true },
			{ type: NodeConnectionTypes.AiMemory, maxConnections: 1 },
			{ type: NodeConnectionTypes.AiTool },
		],
		properties: AGENT,
	}),
	async execute(response?: EngineResponse) {
		const results = (response as EngineResponse<Gated> | undefined)?.actionResponses ?? [];
		const approved = results.filter(({ action, data }) => action.metadata.node && isApproved(data));
		if (approved.length > 0) {
			return requestOf(
				approved.map(({ action: { id, metadata } }) =>
					actionOf(id, metadata.node!, { tool: metadata.tool, ...metadata.args }),
				),
			);
		}
		const tools = await toolsOf(this);
		const model = (await this.getInputConnectionData(
			NodeConnectionTypes.AiLanguageModel,
			0,
		)) as Model;
		await this.getInputConnectionData(NodeConnectionTypes.AiMemory, 0);
		const { call, output } = await model.next({
			...parametersOf(this, AGENT, 0),
			chatInput: this.getInputData()[0].json.chatInput,
			tools: tools.map(({ name, description, schema }) => ({
				name,
				description,
				parameters: Object.keys(schema.shape),
			})),
			results: results.map(({ action, data }) =>
				action.metadata.node ? { declined: action.metadata.tool } : shownOf(data),
			),
		});
		if (call === undefined) return [[{ json: { output }, pairedItem: { item: 0 } }]];
		return requestOf([called(tools, call)]);
	},
};

async function toolsOf(context: IExecuteFunctions): Promise<Tool[]> {
	const connected = (await context.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as (
		| Tool
		| { tools: Tool[] }
	)[];
	return connected.flatMap((one) => ('tools' in one ? one.tools : one));
}

type Action = EngineRequest<Gated>['actions'][number];
type TaskData = EngineResponse['actionResponses'][number]['data'];

const requestOf = (actions: Action[]): EngineRequest<Gated> => ({ actions, metadata: {} });

const actionOf = (
	id: string,
	nodeName: string,
	input: IDataObject,
	metadata: Gated = {},
): Action => ({
	actionType: 'ExecutionNodeAction',
	nodeName,
	input,
	type: NodeConnectionTypes.AiTool,
	id,
	metadata,
});

/** The model's call; what stands behind an approval is asked for there. @throws when it does not fit the tool's schema */
function called(tools: Tool[], { tool, args }: NonNullable<Turn['call']>): Action {
	const { metadata, schema } = tools.find(({ name }) => name === tool)!;
	const id = crypto.randomUUID();
	if (metadata.gatedToolNodeName === undefined) {
		return actionOf(id, metadata.sourceNodeName, schema.parse(args));
	}
	const { toolParameters } = schema.parse({ toolParameters: args, hitlParameters: {} });
	return actionOf(
		id,
		metadata.sourceNodeName,
		{ tool, toolParameters },
		{ node: metadata.gatedToolNodeName, tool, args: toolParameters as IDataObject },
	);
}

const outputOf = (data: TaskData) => data.data?.ai_tool[0]?.map(({ json }) => json) ?? [];

function isApproved(data: TaskData): boolean {
	const [{ data: decision } = {}] = outputOf(data) as { data?: { approved?: boolean } }[];
	return decision?.approved === true;
}

const shownOf = (data: TaskData): IDataObject => ({
	items: outputOf(data),
	...(data.error && { error: data.error.message }),
});

const MODEL: INodeProperties[] = [
	{
		displayName: 'Model',
		name: 'model',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [{ displayName: 'From List', name: 'list', type: 'list' }],
	},
	collection('options', []),
];

/** The conversation goes to the model at the edge, which says what it wants. */
export const languageModel = (send: Send): INodeType => ({
	description: described({
		inputs: [],
		outputs: [NodeConnectionTypes.AiLanguageModel],
		properties: MODEL,
	}),
	supplyData(item) {
		const parameters = parametersOf(this, MODEL, item);
		const model: Model = {
			next: (conversation) => send('model', { ...parameters, ...conversation }),
		};
		return Promise.resolve({ response: model });
	},
});

const MEMORY = [field('contextWindowLength', 5)];

export const memory: INodeType = {
	description: described({
		inputs: [],
		outputs: [NodeConnectionTypes.AiMemory],
		properties: MEMORY,
	}),
	supplyData(item) {
		return Promise.resolve({ response: parametersOf(this, MEMORY, item) });
	},
};

const APPROVAL = [
	field('message', ''),
	field('operation', 'sendAndWait'),
	field('responseType', 'approval'),
	field('blockUserInput', false),
	fixedCollection('approvalOptions', 'values', [field('approvalType', 'single')], false),
	collection('options', []),
];

/**
 * Asks for the decision and outputs it, as n8n does after the button's link was opened. n8n makes
 * such a type of every node that can send and wait (its tool-generation/hitl-tools).
 */
export const approval = (send: Send): INodeType => ({
	description: described({
		inputs: [{ type: NodeConnectionTypes.AiTool, required: true }],
		outputs: [{ type: NodeConnectionTypes.AiTool }],
		properties: APPROVAL,
	}),
	async execute() {
		const { approved } = await send('approval', parametersOf(this, APPROVAL, 0));
		return [[{ json: { data: { approved } } }]];
	},
});
