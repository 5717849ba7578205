import { isLocal } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/registration/publicAddress';

const hostOf = (host: string) => new URL(`https://${host}/webhook`).hostname;

test.each([
	...['localhost', 'n8n.localhost', 'n8n', 'n8n.local', 'host.docker.internal', 'localhost.'],
	...['127.0.0.1', '127.1', '2130706433', '0.0.0.0', '10.0.0.1', '169.254.1.1', '172.16.0.1'],
	...['172.31.255.255', '192.168.1.10', '[::1]', '[::]', '[fd00::1]', '[fe80::1]'],
])('Partner Center can’t reach %s', (host) => {
	expect(isLocal(hostOf(host))).toBe(true);
});

test.each([
	...['n8n.contoso.com', 'localhost.contoso.com', '127.0.0.1.contoso.com', '10.contoso.com'],
	...['172.15.0.1', '172.32.0.1', '192.169.0.1', '11.0.0.1', '8.8.8.8', '[2001:db8::1]'],
	...['local.contoso.com', 'fd00.contoso.com', 'internal.contoso.com'],
])('it may reach %s', (host) => {
	expect(isLocal(hostOf(host))).toBe(false);
});
