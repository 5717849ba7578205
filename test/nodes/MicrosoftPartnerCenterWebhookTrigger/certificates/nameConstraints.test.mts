import { Extension, Name, SubjectAlternativeNameExtension } from '@peculiar/x509';
import type { JsonGeneralNames } from '@peculiar/x509';

import { isTrusted } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/chain';
import { pathOf } from './pathBuilder.mts';
import type { CertificateOptions } from './pathBuilder.mts';

/** A value in DER that is shorter than 128 bytes. */
const der = (tag: number, ...content: Uint8Array[]) => {
	const bytes = Buffer.concat(content);
	return Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
};
const email = (text: string) => der(0x81, Buffer.from(text));
const dns = (text: string) => der(0x82, Buffer.from(text));
const uri = (text: string) => der(0x86, Buffer.from(text));
const ip = (...bytes: number[]) => der(0x87, Buffer.from(bytes));
const directory = (name: string) => der(0xa4, Buffer.from(new Name(name).toArrayBuffer()));

function constraining(permitted: Buffer[], excluded: Buffer[] = [], isCritical = true) {
	const list = (tag: number, bases: Buffer[]) =>
		bases.length === 0 ? [] : [der(tag, ...bases.map((base) => der(0x30, base)))];
	const value = der(0x30, ...list(0xa0, permitted), ...list(0xa1, excluded));
	return { extensions: [new Extension('2.5.29.30', isCritical, new Uint8Array(value))] };
}
const excluding = (...excluded: Buffer[]) => constraining([], excluded);

const named = (...names: JsonGeneralNames): CertificateOptions => ({
	subject: 'CN=Signer',
	extensions: [new SubjectAlternativeNameExtension(names)],
});
const host = (value: string) => named({ type: 'dns', value });
const mailbox = (value: string) => named({ type: 'email', value });
const subject = (name: string): CertificateOptions => ({ subject: name });

async function trusts(...options: CertificateOptions[]): Promise<boolean> {
	const path = await pathOf(options);
	return isTrusted(path.slice(0, -1), path.slice(-1));
}

test.each<[string, CertificateOptions, CertificateOptions]>([
	['a host within the permitted domain', host('a.contoso.com'), constraining([dns('contoso.com')])],
	['the permitted host itself', host('contoso.com'), constraining([dns('contoso.com')])],
	['a host in upper case', host('A.CONTOSO.COM'), constraining([dns('contoso.com')])],
	['a host of one of two domains', host('b.de'), constraining([dns('a.de'), dns('b.de')])],
	['a host that is not excluded', host('a.com'), excluding(dns('b.com'))],
	['a host, if only email is constrained', host('a.com'), constraining([email('b.com')])],
	['an address at the permitted host', mailbox('x@b.com'), constraining([email('b.com')])],
	['the permitted address', mailbox('x@b.com'), constraining([email('x@b.com')])],
	['an address within the domain', mailbox('x@a.b.com'), constraining([email('.b.com')])],
	[
		'a subject within the subtree',
		subject('O=Contoso, CN=A'),
		constraining([directory('O=Contoso')]),
	],
	['a subject in other case', subject('O=contoso , CN=A'), constraining([directory('O=CONTOSO')])],
	[
		'an IP address within the range',
		named({ type: 'ip', value: '10.1.2.3' }),
		constraining([ip(10, 0, 0, 0, 255, 0, 0, 0)]),
	],
	['no host, if all are excluded', subject('CN=Signer'), excluding(dns(''))],
])('name constraints allow %s', async (_name, signer, authority) => {
	expect(await trusts(signer, authority, {})).toBe(true);
});

test.each<[string, CertificateOptions, CertificateOptions]>([
	['a host outside the permitted domain', host('a.com'), constraining([dns('contoso.com')])],
	['a host that only ends alike', host('evilcontoso.com'), constraining([dns('contoso.com')])],
	[
		'a second host outside',
		named({ type: 'dns', value: 'a.contoso.com' }, { type: 'dns', value: 'b.com' }),
		constraining([dns('contoso.com')]),
	],
	['an excluded host', host('a.b.com'), excluding(dns('b.com'))],
	['an excluded host in upper case', host('A.B.COM'), excluding(dns('b.com'))],
	[
		'an excluded host in the permitted domain',
		host('x.b.com'),
		constraining([dns('b.com')], [dns('x.b.com')]),
	],
	['any host, if all are excluded', host('a.com'), excluding(dns(''))],
	['a host in the common name', subject('CN=a.com'), constraining([dns('b.com')])],
	[
		'a host, also if the constraints are not critical',
		host('a.com'),
		constraining([dns('b.com')], [], false),
	],
	['an address at another host', mailbox('x@a.b.com'), constraining([email('b.com')])],
	['another address', mailbox('y@b.com'), constraining([email('x@b.com')])],
	['an excluded address', mailbox('x@b.com'), excluding(email('b.com'))],
	['an address in the subject', subject('CN=A, E=x@a.com'), constraining([email('b.com')])],
	['another subject', subject('O=Fabrikam, CN=A'), constraining([directory('O=Contoso')])],
	[
		'a subject above the subtree',
		subject('O=Contoso'),
		constraining([directory('O=Contoso, CN=A')]),
	],
	[
		'an excluded subject in other case',
		subject('O=CONTOSO, CN=A'),
		excluding(directory('O=Contoso')),
	],
	[
		'an alternative directory name',
		named({ type: 'dn', value: 'O=Fabrikam' }),
		excluding(directory('O=Fabrikam')),
	],
	[
		'an IP address outside the range',
		named({ type: 'ip', value: '11.1.2.3' }),
		constraining([ip(10, 0, 0, 0, 255, 0, 0, 0)]),
	],
	[
		'an excluded IP address',
		named({ type: 'ip', value: '10.1.2.3' }),
		excluding(ip(0, 0, 0, 0, 0, 0, 0, 0)),
	],
	[
		'a form of name that is not compared',
		named({ type: 'url', value: 'https://a.com' }),
		constraining([uri('a.com')]),
	],
])('name constraints do not allow %s', async (_name, signer, authority) => {
	expect(await trusts(signer, authority, {})).toBe(false);
	expect(await trusts(signer, {}, authority)).toBe(false);
});

test('name constraints apply to the names of authorities, too', async () => {
	const authority = { subject: 'CN=Other, O=Microsoft Corporation' };

	expect(await trusts({}, authority, excluding(directory('CN=Other')))).toBe(false);
	expect(await trusts({}, authority, excluding(directory('CN=Third')))).toBe(true);
});

test('a subtree with a minimum is not understood', async () => {
	const subtree = der(0x30, dns('com'), der(0x80, Buffer.from([1])));
	const value = new Uint8Array(der(0x30, der(0xa0, subtree)));

	expect(await trusts({}, { extensions: [new Extension('2.5.29.30', true, value)] }, {})).toBe(
		false,
	);
});
