import { deepEqual, equal, match } from 'node:assert/strict';
import type { TestContext } from 'node:test';

import { openBrowser, openPage } from '../editor/browser.mts';
import { Editor } from '../editor/editor.mts';
import { OWNER } from '../server/rest.mts';
import { Stage } from '../server/stage.mts';
import { steps } from './steps.mts';

export const title = 'A sign-in that has ended, or was declined';

const FIRST = 'Update deal value';
const LAST = 'Add Jane to the team';

export async function suite(t: TestContext): Promise<void> {
	const stage = await Stage.openSetUp();
	t.after(() => stage.close());
	const { simulator, partnerCenter } = stage;
	const page = await openPage(await openBrowser(t));
	const editor = new Editor(page, stage.n8n.url);
	const step = steps(t, page);

	await step('an expired access token is renewed without the workflow noticing', async () => {
		await editor.signIn(OWNER);
		await editor.openWorkflow(await stage.importExample('first-steps.json'));
		simulator.expireAccessTokens();
		simulator.reset();
		await editor.execute(LAST);

		deepEqual(
			simulator.tokenRequests.map(({ grantType, status }) => [grantType, status]),
			[['refresh_token', 200]],
		);
		deepEqual(
			simulator.requests.map(({ status }) => status),
			[401, 200, 200, 200, 200],
		);
	});

	await step('where the sign-in itself has ended, the node says what to do', async () => {
		simulator.expireAccessTokens();
		simulator.revokeRefreshTokens();
		await editor.execute(FIRST, 'error');
		const panel = await editor.openNode(FIRST);

		match(
			await panel.refusal(),
			/The credential "Microsoft Partner Center" needs to be reconnected/,
		);
		await panel.close();
	});

	await step('connecting again in the credential is enough', async () => {
		const credential = await editor.openCredential(stage.credentialId);
		const signIn = await credential.connectAgain();
		await signIn.signIn('jane.doe@contoso.com');
		await credential.connected();
		const workflow = await stage.importExample('first-steps.json');
		await editor.openWorkflow(workflow);
		const panel = await editor.openNode(FIRST);
		await panel.execute();
		await panel.gives('Example School');
	});

	await step('a person who declines sees the account as not connected', async () => {
		const credential = await editor.newCredential('partner center');
		await credential.fillAll(partnerCenter);
		const signIn = await credential.connect();
		const said = await signIn.cancel();
		await signIn.close();

		match(said, /Insufficient parameters for OAuth2 callback/);
		match(await credential.notConnected(), /^Connect your account/);
	});

	await step('an app without its administrator’s consent is not connected either', async () => {
		const credential = await editor.newCredential('partner center');
		await credential.fillAll({ ...partnerCenter, clientId: 'no-consent-yet' });
		const signIn = await credential.connect();
		const tokens = simulator.tokenRequests.length;
		await signIn.signIn('jane.doe@contoso.com');
		const said = await signIn.afterwards();
		await signIn.close();

		match(said, /Insufficient parameters for OAuth2 callback/);
		match(await credential.notConnected(), /^Connect your account/);
		equal(simulator.tokenRequests.length, tokens);
	});
}
