import {
	trustIn,
	trustInMicrosoft,
} from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/trust';
import { MICROSOFT_ROOTS } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/roots';

const { mayFetchFrom, issuerAddress } = trustInMicrosoft();

test.each([
	'https://3psostorageacct.blob.core.windows.net/cert/pcnotifications-dispatch.microsoft.com.cer',
	'https://www.microsoft.com/pkiops/certs/a.crt',
	'https://MICROSOFT.com/a.PEM',
])('a signer’s certificate may be fetched from %s', (url) => {
	expect(mayFetchFrom(new URL(url))).toBe(true);
});

test.each([
	'http://3psostorageacct.blob.core.windows.net/cert/a.cer',
	'https://3psostorageacct.blob.core.windows.net:8443/cert/a.cer',
	'https://3psostorageacct.blob.core.windows.net/cert/a.cer?sas=1',
	'https://3psostorageacct.blob.core.windows.net/cert/a.txt',
	'https://evil.blob.core.windows.net/cert/a.cer',
	'https://blob.core.windows.net/cert/a.cer',
	'https://evilmicrosoft.com/a.cer',
	'https://microsoft.com.evil.example/a.cer',
	'https://microsoft.com@evil.example/a.cer',
	'https://user@www.microsoft.com/a.cer',
	'https://:password@www.microsoft.com/a.cer',
	'https://cacerts.digicert.com/a.cer',
	'https://127.0.0.1/a.cer',
	'file:///a.cer',
])('a signer’s certificate may not be fetched from %s', (url) => {
	expect(mayFetchFrom(new URL(url))).toBe(false);
});

test.each([
	['http://www.microsoft.com/pkiops/certs/a.crt', 'https://www.microsoft.com/pkiops/certs/a.crt'],
	['https://cacerts.digicert.com/a.crt', 'https://cacerts.digicert.com/a.crt'],
	['HTTP://CACERTS.digicert.com/a.crt', 'https://cacerts.digicert.com/a.crt'],
	['http://digicert.com.evil.example/a.crt', undefined],
	['http://www.microsoft.com:8080/a.crt', undefined],
	['http://user@www.microsoft.com/a.crt', undefined],
	['ldap://www.microsoft.com/a.crt', undefined],
	['http://127.0.0.1/a.crt', undefined],
])('an issuer’s certificate at %s is fetched from %s', (url, address) => {
	expect(issuerAddress(new URL(url))?.href).toBe(address);
});

test('with an anchor of its own, everything comes from the API’s origin', () => {
	const { mayFetchFrom: mayFetch, issuerAddress: issuer } = trustIn(
		MICROSOFT_ROOTS[0],
		'http://127.0.0.1:4010',
	);
	const own = new URL('http://127.0.0.1:4010/certificates/a.cer');
	const others = [
		'http://127.0.0.1:4011/a.cer',
		'https://127.0.0.1:4010/a.cer',
		'http://x:y@127.0.0.1:4010/a.cer',
	];

	expect([mayFetch(own), issuer(own)]).toEqual([true, own]);
	for (const other of others.map((url) => new URL(url))) {
		expect([mayFetch(other), issuer(other)]).toEqual([false, undefined]);
	}
});
