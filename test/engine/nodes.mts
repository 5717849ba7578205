import type { INode, INodeType } from 'n8n-workflow';

export const PACKAGE = 'n8n-nodes-microsoft-partner-center';
export const NODE = 'microsoftPartnerCenter';
/** Represents the node with which a person starts a workflow. */
export const START = 'n8n-nodes-base.manualTrigger';
export const CREDENTIAL = 'microsoftPartnerCenterOAuth2Api';
export const WEBHOOKS_CREDENTIAL = 'microsoftPartnerCenterWebhooksOAuth2Api';

/** A node of the package in a workflow; by default the one that is no trigger. */
export function ourNode({ parameters, ...settings }: Partial<INode>): INode {
	return {
		id: 'node',
		name: 'Node',
		type: `${PACKAGE}.${NODE}`,
		typeVersion: 1,
		position: [200, 0],
		credentials: { [CREDENTIAL]: { id: 'credential', name: 'Partner Center' } },
		parameters: { resource: 'referral', ...parameters },
		...settings,
	};
}

/** Outputs its input. */
export const startType: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};
