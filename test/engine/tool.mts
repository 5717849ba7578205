import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeProperties, INodeType } from 'n8n-workflow';

/** What n8n puts in front of a node's own parameters when it makes a tool of it. */
const TOOL: INodeProperties[] = [
	{
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		noDataExpression: true,
		default: 'auto',
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
	},
	{
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { descriptionType: ['manual'] } },
	},
];

/** The type that n8n's server adds for a node that is usable as a tool (n8n's tool-generation/ai-tools). */
export function toolOf(nodeType: INodeType): INodeType {
	const { description } = nodeType;
	return Object.assign(Object.create(nodeType) as INodeType, {
		description: {
			...description,
			name: `${description.name}Tool`,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
			properties: [...TOOL, ...description.properties],
		},
	} satisfies Partial<INodeType>);
}
