import './environment.cjs';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { ICredentialTestRequest, INodeType } from 'n8n-workflow';

import { additionalData } from './additionalData.mts';
import type { StoredCredential } from './credentials.mts';
import { ourNode, START, startType } from './nodes.mts';

/**
 * Runs the credential's own test as n8n does: as the routing of a node that has nothing else.
 *
 * @returns why it failed, if it did
 */
export async function testCredential(credential: StoredCredential): Promise<string | undefined> {
	const { test, name } = credential.type;
	const nodeType: INodeType = {
		description: {
			...startType.description,
			credentials: [{ name, required: true }],
			properties: [
				{
					displayName: 'Test',
					name: 'test',
					type: 'string',
					default: '',
					routing: { request: (test as ICredentialTestRequest).request },
				},
			],
		},
	};
	const credentials = { [name]: { id: name, name } };
	const node = ourNode({ type: START, parameters: { test: '' }, credentials });
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData(workflow, credential),
		'internal',
		createRunExecutionData(),
		0,
		input.main[0],
		input,
		{ node, data: input, source: null },
		[],
	);
	try {
		await new RoutingNode(context, nodeType).runNode();
		return undefined;
	} catch (error) {
		const { message, messages = [] } = error as { message: string; messages?: string[] };
		return [message, ...messages].join('\n');
	}
}
