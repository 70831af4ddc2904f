/** Sends what it reads as one datagram: to the broadcast address and port that its two arguments name. */
export const SENDER =
  'import socket,sys;s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);s.setsockopt(socket.SOL_SOCKET,socket.SO_BROADCAST,1);s.sendto(sys.stdin.buffer.read(),(sys.argv[1],int(sys.argv[2])))';
