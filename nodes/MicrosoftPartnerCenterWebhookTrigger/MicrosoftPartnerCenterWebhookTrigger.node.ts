import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { unknownFieldHint } from '../shared/parameters/outputHint';
import { webhookMethods } from './registration/webhookMethods';
import { properties, selectedEvents } from './settings';
import { webhook } from './webhook';

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
		credentials: [
			{ name: 'microsoftPartnerCenterOAuth2Api', required: true },
			{
				name: 'microsoftPartnerCenterWebhooksOAuth2Api',
				required: true,
				displayOptions: { show: { registration: ['automatic'] } },
			},
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		hints: [unknownFieldHint],
		properties,
	};

	webhookMethods = { default: webhookMethods(selectedEvents) };

	webhook = webhook;
}
