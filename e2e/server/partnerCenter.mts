import { simulatorClientSecret } from '../../test/simulator/simulator.mts';
import type { Rest } from './rest.mts';

/** What the credential's form takes for a simulator at this address. */
export function credentialFor(simulatorUrl: string) {
	return {
		cloud: 'custom',
		tenantId: 'organizations',
		authorityUrl: simulatorUrl,
		apiUrl: simulatorUrl,
		clientId: 'simulator',
		clientSecret: simulatorClientSecret,
	};
}

/** Signs in on the simulator's page, without a browser. Whether a token was granted, the simulator's log says. */
export async function signIn(rest: Rest, credentialId: string): Promise<void> {
	const address = new URL(await rest.authorizeAddress(credentialId));
	const form = new URLSearchParams(address.searchParams);
	form.set('user', 'jane.doe@contoso.com');
	form.set('choice', 'signIn');
	const answer = await fetch(address, { method: 'POST', body: form, redirect: 'manual' });
	await rest.comeBack(answer.headers.get('location')!);
}
