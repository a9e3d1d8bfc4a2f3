# regesta in an image without a shell: docker build -t regesta . && docker run -p 7654:7654 -v "$PWD/my-essays:/publication" regesta
FROM rust:1.89-slim-bookworm AS build
# The base image says which Debian this is; one that names a version stops working with its next update.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --locked --release --bin regesta

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /src/target/release/regesta /usr/local/bin/regesta
# A container is reached from outside itself, so it listens at all of its addresses.
EXPOSE 7654
VOLUME /publication
# The number of "nonroot", which a host need not know by name.
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/regesta"]
CMD ["serve", "/publication", "--host", "0.0.0.0"]
