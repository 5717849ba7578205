import type { Mail } from '../parties/mailSink.mts';
import { OWNER } from '../server/rest.mts';
import { FORM_USER, type Stage } from '../server/stage.mts';
import { GUIDE } from './guide.mts';
import type { Imported } from './workflows.mts';

/** All that a person needs to use what was started. */
export function introduction(
	{ n8n, simulator, partnerCenter }: Stage,
	imported: Imported[],
): string {
	const { port } = new URL(n8n.url);
	return `
n8n is ready. Log in, open an example, and select Execute workflow or Publish.

${table([
	['n8n', n8n.url],
	['  Email', OWNER.email],
	['  Password', OWNER.password],
	['Forms', ''],
	['  User', FORM_USER.user],
	['  Password', FORM_USER.password],
	['Simulator', `${simulator.url}, in place of Partner Center and its sign-in page`],
])}

The credentials of the examples are connected. To create one of your own for Partner Center, enter:

${table([
	['  Cloud', 'Custom'],
	['  Authority URL', partnerCenter.authorityUrl],
	['  API URL', partnerCenter.apiUrl],
	['  Tenant ID', partnerCenter.tenantId],
	['  Client ID', partnerCenter.clientId],
	['  Client Secret', partnerCenter.clientSecret],
])}

HubSpot, Salesforce and Dynamics 365 are stand-ins with three deals each, which n8n reaches at their own addresses.
n8n listens on this machine only. From another one, forward its port: ssh -L ${port}:127.0.0.1:${port} HOST

${imported.map(instruction).join('\n')}

Below: emails, and what changes in Partner Center and in the CRMs. Ctrl+C stops everything and forgets it.
`;
}

function instruction({ file, title, address }: Imported): string {
	return `${title}\n  ${address}\n  ${GUIDE[file]}`;
}

/** An email as it arrived; its links are what a person would select. */
export function mailAsText({ to, subject, text, html }: Mail): string {
	const links = [...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].map(
		([, address, label]) => `${label}: ${address.replaceAll('&amp;', '&')}`,
	);
	const lines = [html === '' ? text : textOf(html), ...links];
	return `\nEmail to ${to}: ${subject}\n${indented(lines.join('\n'))}`;
}

export function changeAsText(method: string, where: string, body: string): string {
	return `\n${method} ${where}\n${indented(body)}`;
}

/** The text of an email of n8n's, without its links, with the cells of tables apart. */
function textOf(html: string): string {
	return html
		.replace(/<head>[^]*?<\/head>|<a [^]*?<\/a>/g, '')
		.replace(/<\/td>\s*<td/g, '</td> | <td')
		.replace(/<\/h2>/g, '\n')
		.replace(/<[^>]+>/g, '')
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/^[ \t]+/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

const indented = (text: string) => text.replace(/^/gm, '    ');

function table(rows: [string, string][]): string {
	const width = Math.max(...rows.map(([name]) => name.length));
	return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`.trimEnd()).join('\n');
}
