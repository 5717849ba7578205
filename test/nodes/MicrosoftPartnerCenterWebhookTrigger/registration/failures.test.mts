import { PRODUCTION_URL } from '../../../engine/publishing.mts';
import type { Fault } from '../../../simulator/simulator.mts';
import {
	automatic,
	CRM,
	simulator,
	webhooks,
	withoutCredential,
	writes,
} from './webhookWorkflow.mts';

const isWrite: Fault['when'] = ({ method }) => method !== 'GET';
const readsOwnUrl: Fault['when'] = ({ method }) =>
	method === 'GET' && simulator.registration?.WebhookUrl === PRODUCTION_URL;

test.each([
	[
		{ status: 503 },
		'Partner Center could not process the request to read or change the registration',
	],
	[{ connection: 'reset' as const }, 'The connection was lost before Partner Center responded'],
	[{ status: 429 }, 'Partner Center received too many requests'],
	[{ status: 404, when: isWrite }, 'The API for webhooks was not found'],
	[{ status: 400, when: isWrite }, 'Partner Center did not accept the registration'],
	[{ status: 503, when: isWrite, times: 9 }, 'Partner Center could not process the request'],
	[{ status: 409, when: isWrite }, 'Another client was changing the registration'],
	[{ status: 200, body: '<html>' }, 'The response could not be read as a registration'],
	[{ status: 200, body: [] }, 'The response could not be read as a registration'],
	[
		{
			status: 200,
			body: { WebhookUrl: 'https://crm.example/hook', WebhookEvents: [{ toString: 1 }] },
		},
		'The response could not be read as a registration',
	],
	[{ status: 302, headers: { Location: '/' } }, 'The response could not be read as a registration'],
	[
		{ status: 401, shape: 'mfa' as const, times: 9 },
		'Partner Center requires multifactor authentication',
	],
])('publishing fails with a clear message: %j', async (fault, message) => {
	simulator.registrationFault(fault);

	await expect(automatic().publish()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: expect.stringMatching(message) as string,
		description: expect.stringMatching(/\.$/) as string,
	});

	expect(simulator.registration).toBeUndefined();
});

test('the roles are named if the user has none of them', async () => {
	webhooks.data.oauthTokenData = { ...simulator.signIn('webhooks', 'referrals-only@contoso.com') };

	await expect(automatic().publish()).rejects.toMatchObject({
		message: expect.stringContaining(
			'The user of the credential for webhooks is not allowed to register webhooks (403 accessDenied)',
		) as string,
		description: expect.stringMatching(
			/Billing admin, Admin agent, Sales agent or Helpdesk agent/,
		) as string,
	});
});

test('a token for the Referrals API is not accepted', async () => {
	webhooks.data.oauthTokenData = { ...simulator.signIn('referrals') };

	await expect(automatic().publish()).rejects.toThrow(
		'Partner Center did not accept the sign-in of the credential for webhooks (401 unauthenticated)',
	);
	expect(simulator.registration).toBeUndefined();
});

test('an expired token is renewed', async () => {
	simulator.expireAccessTokens();

	await automatic().publish();

	expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });
	expect(webhooks.renewals).toBe(1);
});

test('nothing is sent without the credential for webhooks', async () => {
	await expect(withoutCredential({ registration: 'automatic' }).publish()).rejects.toMatchObject({
		message: '"Registration" is Automatic, but no credential for webhooks is selected',
		description: expect.stringContaining('Microsoft Partner Center Webhooks OAuth2 API') as string,
	});
	expect(simulator.registrationRequests).toEqual([]);
});

test.each([
	[{ events: [] }, '"Events" is empty'],
	[{ events: ['referral-deleted'] }, '"Events" must be one of'],
	[{ registration: 'auto' }, '"Registration" must be one of automatic, manual'],
	[{ replaceRegistration: '={{ "maybe" }}' }, '"Replace Registration" must be true or false'],
])('rejects %j before anything is sent', async (parameters, message) => {
	await expect(automatic(parameters).publish()).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining(message) as string,
	});
	expect(simulator.registrationRequests).toEqual([]);
});

test.each([
	'http://localhost:5678',
	'http://127.0.0.1:5678',
	'http://n8n:5678',
	'https://10.1.2.3',
])(
	'%s is not registered with Microsoft, because it can’t be reached from there',
	async (baseUrl) => {
		Object.assign(webhooks.data, { cloud: 'global' });
		const workflow = automatic();
		workflow.baseUrl = baseUrl;

		await expect(workflow.publish()).rejects.toMatchObject({
			message: `The Production URL is on ${new URL(baseUrl).hostname}, which Partner Center can't reach`,
			description: expect.stringContaining('WEBHOOK_URL') as string,
		});
	},
);

test.each(['http://evil.com', 'https://user@gateway.contoso.com'])(
	'nothing is sent to %s',
	async (apiUrl) => {
		webhooks.data.apiUrl = apiUrl;

		await expect(automatic().publish()).rejects.toThrow('"API URL" of the credential');
	},
);

test('a registration that someone else creates at the same moment is not overwritten', async () => {
	someoneRegistersBefore('POST');

	await expect(automatic().publish()).rejects.toThrow('crm.contoso.com');

	expect(writes()).toEqual(['POST']);
	expect(simulator.registration).toEqual(CRM);
});

test('it is replaced and restored if that was chosen', async () => {
	const workflow = automatic({ replaceRegistration: true });
	someoneRegistersBefore('POST');

	await workflow.publish();
	expect(writes()).toEqual(['POST', 'PUT']);
	expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });

	await workflow.unpublish();
	expect(simulator.registration).toEqual(CRM);
});

test.each(['POST', 'PUT'])('a %s whose answer was lost is recognized', async (method) => {
	simulator.registration = method === 'PUT' ? CRM : undefined;
	const before = simulator.registration;
	const workflow = automatic({ replaceRegistration: true });
	simulator.registrationFault({ when: isWrite, connection: 'applied-then-reset' });

	await workflow.publish();

	expect(writes()).toEqual([method]);
	expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });
	await workflow.unpublish();
	if (before) expect(simulator.registration).toEqual(before);
});

test('what is to be restored is not forgotten if the outcome is unknown and n8n tries again', async () => {
	simulator.registration = CRM;
	const workflow = automatic({ replaceRegistration: true });
	simulator.registrationFault({ when: isWrite, connection: 'applied-then-reset' });
	simulator.registrationFault({ when: readsOwnUrl, status: 503, times: 2 });

	await expect(workflow.publish()).rejects.toThrow('The connection was lost');
	await workflow.publish();
	expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });

	await workflow.unpublish();
	expect(simulator.registration).toEqual(CRM);
});

test('a rejected change leaves nothing to restore', async () => {
	simulator.registration = CRM;
	const workflow = automatic({ replaceRegistration: true });
	simulator.registrationFault({ when: isWrite, status: 400 });

	await expect(workflow.publish()).rejects.toThrow('did not accept the registration');

	expect(workflow.staticData).not.toHaveProperty('registration');
	expect(simulator.registration).toEqual(CRM);
});

describe('when the service is down while n8n restarts', () => {
	test.each(['init', 'leadershipChange'] as const)(
		'a published workflow stays published (%s)',
		async (activation) => {
			const workflow = automatic();
			await workflow.publish();
			const { staticData } = workflow;
			simulator.registrationFault({ status: 503, times: Infinity });

			await workflow.publish(activation);

			expect(workflow.staticData).toEqual(staticData);
			expect(simulator.registration).toMatchObject({ WebhookUrl: PRODUCTION_URL });
		},
	);

	test('a workflow that was not registered fails, and n8n tries again', async () => {
		simulator.registrationFault({ status: 503, times: Infinity });

		await expect(automatic().publish('init')).rejects.toThrow('could not process the request');
	});
});

/** Registers another URL when the first request with this method arrives, just before it is handled. */
function someoneRegistersBefore(method: string): void {
	const when: Fault['when'] = (request) => {
		if (request.method === method) simulator.registration = CRM;
		return false;
	};
	simulator.registrationFault({ when, delayMs: 0 });
}
