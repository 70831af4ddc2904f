import { nearest } from '../../finding/suggest.ts';

const ASKED = ['http', 'https', 'tcp', 'nfs', 'dns'];
const OTHERS =
  'udp nfs4 smb cifs afp iscsi nbd rbd ceph zfs s3 icmp ping ssh sftp ftp ftps rsync scp git ldap ldaps imap imaps pop3 smtp smtps ws wss redis rediss postgres postgresql mysql mongodb mqtt mqtts amqp amqps kafka nats grpc grpcs ntp nts sntp rtsp rtmp rtp sip sips snmp unix file tls ssl quic dot doh ipp ipps lpd rdp vnc irc xmpp svn docker systemd exec cmd prometheus modbus coap tftp dhcp ptp sctp dccp hdfs efs sshfs dav davs webdav telnet syslog radius ipmi redfish bacnet'.split(
    ' ',
  );
const PARTS = /^([a-z][a-z0-9+.-]*)(:?)(\/+)/i;
const PLACEHOLDER = /[{}<>$%]/;

/** Why nothing can be asked at an address, behind the word "which"; a host, a port or a path alone are addresses too. */
export function urlTrouble(url: string): string | undefined {
  const [, scheme = '', colon, slashes = ''] = PARTS.exec(url) ?? [];
  const word = scheme.toLowerCase();
  const isKnown = ASKED.includes(word) || OTHERS.includes(word);
  if (PLACEHOLDER.test(url) || slashes === '' || (colon === '' && !isKnown)) return undefined;
  if (!isKnown) {
    const meant = nearest(word, ASKED);
    return meant === undefined ? undefined : `has no scheme that is known; did you mean "${meant}://"`;
  }
  if (colon === '' ? slashes.length > 1 : slashes.length === 1) return `has no "${word}://" in front`;
  // Hosts and ports are read strictly in the schemes of the web alone.
  return colon === '' || URL.canParse(url.replace(/^[^:]+/, 'http'))
    ? undefined
    : 'has no host and port that can be read';
}
