import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CrmServer } from '../../test/crm/crmServer.mts';
import { Dynamics } from '../../test/crm/dynamics.mts';
import { ForwardProxy } from '../../test/crm/forwardProxy.mts';
import { HubSpot } from '../../test/crm/hubSpot.mts';
import { Salesforce } from '../../test/crm/salesforce.mts';
import { whenLeaving } from '../machine/leaving.mts';
import { temporaryFolder } from '../machine/places.mts';
import type { Stage } from '../server/stage.mts';

/** What n8n calls the credentials in the examples. */
const NAMES: Record<string, string> = {
	hubspotAppToken: 'HubSpot Service Key',
	salesforceOAuth2Api: 'Salesforce account',
	microsoftDataverseOAuth2Api: 'Microsoft Dataverse',
};

/** HubSpot, Salesforce and Dynamics 365, which n8n reaches at their own addresses, through a proxy. */
export class Crms {
	private constructor(
		readonly servers: CrmServer[],
		readonly proxy: ForwardProxy,
		/** What n8n starts with. */
		readonly env: Record<string, string>,
	) {}

	/** @param others what becomes of hosts that are none of theirs */
	static async start(others?: 'refuse' | 'connect'): Promise<Crms> {
		const servers = await Promise.all([
			CrmServer.start(new HubSpot()),
			CrmServer.start(new Salesforce()),
			CrmServer.start(new Dynamics()),
		]);
		const ports = servers.flatMap(({ crm, port }) =>
			crm.hosts.map((host): [string, number] => [host, port]),
		);
		const proxy = await ForwardProxy.start(new Map(ports), others);
		whenLeaving(() => Promise.all([...servers, proxy].map((one) => one.stop())));
		const authority = join(await temporaryFolder('authority'), 'authority.pem');
		await writeFile(authority, proxy.authority.pem);
		return new Crms(servers, proxy, {
			...proxy.environment,
			NODE_EXTRA_CA_CERTS: authority,
		});
	}

	/** Makes and connects the credentials with which the examples reach them. */
	async connect(stage: Stage): Promise<void> {
		for (const { crm } of this.servers) {
			for (const [type, { oauthTokenData, ...data }] of Object.entries(crm.credentials)) {
				const id = await stage.createCredential(type, NAMES[type], data);
				if (oauthTokenData) await signIn(stage, id);
			}
		}
	}
}

/** What a person does on the sign-in page, to whom it comes back with a code. */
async function signIn({ rest }: Stage, credentialId: string): Promise<void> {
	const { searchParams } = new URL(await rest.authorizeAddress(credentialId));
	const back = new URL(searchParams.get('redirect_uri')!);
	back.searchParams.set('code', 'only-for-tests');
	back.searchParams.set('state', searchParams.get('state')!);
	await rest.comeBack(back.href);
}
