import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { properties } from './settings';
import { webhook } from './webhook';

/**
 * Partner Center is not asked to register the URL: that takes another audience and other roles than the
 * credential's, and would put the URL in the place of somebody else's, since a tenant has one for each event.
 */
const registeredByHand = {
	checkExists: async () => await Promise.resolve(true),
	create: async () => await Promise.resolve(true),
	delete: async () => await Promise.resolve(true),
};

export class MicrosoftPartnerCenterWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Partner Center Webhook Trigger',
		name: 'microsoftPartnerCenterWebhookTrigger',
		icon: {
			light: 'file:../../icons/partnerCenter.svg',
			dark: 'file:../../icons/partnerCenter.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when Partner Center posts an event about a referral',
		defaults: { name: 'Microsoft Partner Center Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'microsoftPartnerCenterOAuth2Api', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties,
	};

	webhookMethods = { default: registeredByHand };

	webhook = webhook;
}
