import './environment.mts';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { ICredentialTestRequest, ICredentialType, INodeType } from 'n8n-workflow';

import { additionalData } from './additionalData.mts';
import type { StoredCredential } from './credentials.mts';
import { CREDENTIAL, ourNode, START, startType } from './nodes.mts';

/**
 * Runs the credential's own test as n8n does: as the routing of a node that has nothing else.
 *
 * @returns why it failed, if it did
 */
export async function testCredential(
	credentialType: ICredentialType,
	credential: StoredCredential,
): Promise<string | undefined> {
	const { test } = credentialType;
	const nodeType: INodeType = {
		description: {
			...startType.description,
			credentials: [{ name: CREDENTIAL, required: true }],
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
	const node = ourNode({ type: START, parameters: { test: '' } });
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
