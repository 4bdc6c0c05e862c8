/** For `python3 -c`; its arguments are host, port and the seconds after which it ends when nobody uses it. */
export const PYTHON_PROGRAM = `
import os, select, socket, sys, threading
host, port, idle = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
def relay(near):
    far = None
    try:
        far = socket.create_connection((host, port))
        while True:
            for side in select.select([near, far], [], [])[0]:
                data = side.recv(65536)
                if not data: return
                (far if side is near else near).sendall(data)
    except OSError:
        pass
    finally:
        near.close()
        if far is not None: far.close()
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(16)
server.settimeout(idle)
print("relay listens on %d" % server.getsockname()[1])
sys.stdout.flush()
while True:
    try:
        near = server.accept()[0]
    except socket.timeout:
        if threading.active_count() == 1: os._exit(0)
        continue
    near.settimeout(None)
    thread = threading.Thread(target=relay, args=(near,))
    thread.daemon = True
    thread.start()
`;
